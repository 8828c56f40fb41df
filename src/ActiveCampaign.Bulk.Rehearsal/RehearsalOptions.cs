using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ActiveCampaign.Bulk.Rehearsal;

/// <summary>What the command line says.</summary>
internal sealed record RehearsalOptions
{
    private const string Usage = """
        Usage: rehearsal FILE.csv [options]

          --delimiter C          what separates the cells (found in the header)
          --encoding NAME        encoding of a file without byte order mark (utf-8)
          --map COLUMN=FIELD     sends a column to a field; COLUMN= leaves it out
          --list NAME            subscribes every row to a list of the simulated account
          --tag NAME             gives every row a tag
          --allow-new-tag        allows tags that do not exist
          --skip-automation      runs no automation

        The simulated account has the lists Newsletter, Customers and Events, and the fields City, Notes, Birthday,
        Last Visit, Membership Level, Interests, Contact By and Colours.
        Exit code: 0 all rows accepted, 3 rows refused, 1 failure, 2 wrong usage.
        """;

    public string Path { get; private init; } = string.Empty;

    public char? Delimiter { get; private init; }

    public Encoding? Encoding { get; private init; }

    public Dictionary<string, string?> Map { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Lists { get; } = [];

    public List<string> Tags { get; } = [];

    public bool AllowNewTag { get; private init; }

    public bool SkipAutomation { get; private init; }

    /// <summary>Reads the command line; null, with the usage written, when it is wrong.</summary>
    public static RehearsalOptions? Parse(string[] arguments, TextWriter error)
    {
        try
        {
            RehearsalOptions options = new();
            for (Queue<string> words = new(arguments); words.Count > 0;)
                options = options.Take(words.Dequeue(), words);
            if (options.Path.Length > 0)
                return options;
            error.WriteLine("No file is given.");
        }
        catch (ArgumentException e)
        {
            error.WriteLine(e.Message);
        }

        error.WriteLine();
        error.WriteLine(Usage);
        return null;
    }

    private RehearsalOptions Take(string word, Queue<string> words)
    {
        switch (word)
        {
            case "--delimiter":
                return this with { Delimiter = Value(word, words) is { Length: 1 } one ? one[0] : throw new ArgumentException("--delimiter takes one character.") };
            case "--encoding":
                Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
                return this with { Encoding = Encoding.GetEncoding(Value(word, words)) };
            case "--map":
                AddMap(Value(word, words));
                return this;
            case "--list":
                Lists.Add(Value(word, words));
                return this;
            case "--tag":
                Tags.Add(Value(word, words));
                return this;
            case "--allow-new-tag":
                return this with { AllowNewTag = true };
            case "--skip-automation":
                return this with { SkipAutomation = true };
            default:
                if (word.StartsWith('-') || Path.Length > 0)
                    throw new ArgumentException($"'{word}' is not understood.");
                return this with { Path = System.IO.Path.GetFullPath(word) };
        }
    }

    private void AddMap(string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw new ArgumentException("--map takes COLUMN=FIELD.");
        string target = pair[(equals + 1)..];
        Map[pair[..equals]] = target.Length == 0 ? null : target;
    }

    private static string Value(string option, Queue<string> words) =>
        words.Count > 0 ? words.Dequeue() : throw new ArgumentException($"{option} needs a value.");
}
