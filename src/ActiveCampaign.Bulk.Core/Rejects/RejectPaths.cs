using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// The files behind one path: rows whose columns the first file lacks go to <c>name.2.csv</c>, and so on. Checks a path
/// before an activity starts.
/// </summary>
internal static class RejectPaths
{
    /// <summary>Checks that refused rows can go to a path. Changes nothing.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="append">Whether a file that is there is added to.</param>
    /// <param name="force">Whether a file that is there is replaced.</param>
    /// <param name="safe">Whether the cells are escaped.</param>
    /// <exception cref="BulkException">FileExists, RejectFileMismatch or FileUnwritable.</exception>
    public static void Check(string path, bool append, bool force, bool safe)
    {
        OutputFile.Check(path);
        if (Existing(path).FirstOrDefault() is not string existing || (force && !append))
            return;
        if (!append)
            throw new BulkException(BulkError.FileExists, Texts.RejectFileExists(existing), existing);
        OutputFile.Guard(path, () =>
        {
            foreach (string file in Own(path))
                RejectSheet.CheckHeader(file, safe);
        });
    }

    /// <summary>Whether there is anything that refused rows are to replace. It stays until all of them are known.</summary>
    public static bool Replaces(string path, bool append, bool force) => force && !append && Own(path).Any();

    /// <summary>The n-th file of a path.</summary>
    internal static string Numbered(string path, int number) => number == 1 ? path : Path.Combine(
        Path.GetDirectoryName(path) ?? string.Empty,
        string.Format(CultureInfo.InvariantCulture, "{0}.{1}{2}", Path.GetFileNameWithoutExtension(path), number, Path.GetExtension(path)));

    /// <summary>The files that are there, in order.</summary>
    public static IEnumerable<string> Existing(string path)
    {
        for (int number = 1; ; number++)
        {
            string file = Numbered(path, number);
            if (File.Exists(file))
                yield return file;
            else if (number > 1)
                yield break;
        }
    }

    /// <summary>The reject files that are there, in order: the file of the path itself whatever it is, and of the others those that are ours.</summary>
    internal static IEnumerable<string> Own(string path) => Existing(path).Where(file => file == path || IsReject(file));

    /// <summary>The first path that no file has yet.</summary>
    internal static string Free(string path)
    {
        int number = 1;
        while (File.Exists(Numbered(path, number)))
            number++;
        return Numbered(path, number);
    }

    /// <summary>Whether a file is one of ours, in whatever encoding or with whatever delimiter it may have been saved since.</summary>
    internal static bool IsReject(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] begin = new byte[64 * 1024];
        int read = stream.Read(begin, 0, begin.Length);
        string text = Encoding.ASCII.GetString(begin, 0, read).Replace("\0", string.Empty);
        return text.IndexOf(RejectColumns.ActivityId, StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
