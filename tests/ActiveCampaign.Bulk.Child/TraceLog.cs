using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace ActiveCampaign.Bulk.Child;

/// <summary>What strace wrote down of the calls of one name that have to do with our files and sockets, in their order.</summary>
/// <param name="Numbers">Which one each of them was on its thread.</param>
/// <param name="Lines">What strace wrote of each.</param>
internal sealed record TraceLog(IReadOnlyList<CallNumber> Numbers, IReadOnlyList<string> Lines)
{
    /// <summary>Reads the file of each thread, for each name of a call.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="root">The folder in which our files are.</param>
    public static Dictionary<string, TraceLog> Read(IReadOnlyList<string> paths, string root) => paths
        .SelectMany((path, thread) => Read(path, thread, root))
        .OrderBy(call => call.Time, StringComparer.Ordinal)
        .GroupBy(call => call.Name, StringComparer.Ordinal)
        .ToDictionary(calls => calls.Key, calls => new TraceLog([.. calls.Select(call => call.Number)], [.. calls.Select(call => call.Line)]), StringComparer.Ordinal);

    /// <summary>Which of them, from 1, has a number; 0 where none has.</summary>
    public int IndexOf(CallNumber number) => Numbers.ToList().IndexOf(number) + 1;

    /// <summary>Which of them, from 1, was the first write that wrote less than it was given; 0 where none was.</summary>
    public int FirstShort() => Lines.ToList().FindIndex(IsShort) + 1;

    /// <summary>Those up to one of them, from 1: what comes after one that was struck is another course of things.</summary>
    public TraceLog Until(int index) => new([.. Numbers.Take(index)], [.. Lines.Take(index)]);

    /// <summary>Whether a call, from 1, changes something outside of the process: an opening does where it makes a file.</summary>
    public bool IsChange(int index) => !Lines[index - 1].Contains("openat(", StringComparison.Ordinal) || Lines[index - 1].Contains("O_CREAT", StringComparison.Ordinal);

    private static IEnumerable<(string Time, string Name, CallNumber Number, string Line)> Read(string path, int thread, string root)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (Match match in File.ReadLines(path).Select(line => Regex.Match(line, @"^([\d.]+) +(\w+)\((.*)")).Where(match => match.Success))
        {
            string name = match.Groups[2].Value;
            int number = counts[name] = counts.GetValueOrDefault(name) + 1;
            if (IsOurs(name, match.Groups[3].Value, root))
                yield return (match.Groups[1].Value, name, new CallNumber(thread, number), match.Value);
        }
    }

    private static bool IsShort(string line) =>
        Regex.Match(line, @", (\d+), \d+\) += (\d+)") is { Success: true } match && match.Groups[1].Value != match.Groups[2].Value;

    private static bool IsOurs(string name, string arguments, string root) =>
        name is "socket" ? arguments.StartsWith("AF_INET", StringComparison.Ordinal) : arguments.Contains(root, StringComparison.Ordinal) || Regex.IsMatch(arguments, @"^\d+<(socket|TCP)");
}
