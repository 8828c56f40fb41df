using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk.Child;

/// <summary>Where an errand runs: a journal root, an account, and a fast clock that all processes of a test share.</summary>
internal sealed record ErrandPlace(string Root, Uri Uri, string Token, DateTimeOffset Start, double Speed)
{
    /// <summary>How many words <see cref="ToWords"/> gives.</summary>
    public const int Words = 5;

    public JournalStore Store { get; } = new(Root);

    public TimeProvider Clock { get; } = new ScaledTimeProvider(TimeProvider.System, Speed, Start);

    /// <summary>The folder of the newest activity.</summary>
    public string Folder => Store.Folders()[^1];

    /// <summary>The file for refused rows, which lies beside the journals.</summary>
    public string RejectPath => Path.Combine(Root, "rejects.csv");

    /// <summary>The file for all rows and what became of each.</summary>
    public string ResultPath => Path.Combine(Root, "results.csv");

    public string[] ToWords() =>
        [Root, Uri.ToString(), Token, Start.UtcTicks.ToString(CultureInfo.InvariantCulture), Speed.ToString(CultureInfo.InvariantCulture)];

    public static ErrandPlace Of(string[] words) => new(
        words[0],
        new Uri(words[1]),
        words[2],
        new DateTimeOffset(long.Parse(words[3], CultureInfo.InvariantCulture), TimeSpan.Zero),
        double.Parse(words[4], CultureInfo.InvariantCulture));
}
