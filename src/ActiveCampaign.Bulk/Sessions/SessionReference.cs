using System;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>Stands for a session that was named, until the command looks it up and can say what is wrong.</summary>
internal static class SessionReference
{
    private const string NamePrefix = "name:";
    private static readonly Uri s_nowhere = new("https://session.invalid/");

    /// <summary>A stand-in for a deserialized session.</summary>
    public static ACSession Deserialized { get; } = new("deserialized", s_nowhere, false, default);

    public static ACSession ByName(string name) => new(NamePrefix + name, s_nowhere, false, default);

    public static string? NameOf(ACSession session) =>
        ReferenceEquals(session.Uri, s_nowhere) && session.Name.StartsWith(NamePrefix, StringComparison.Ordinal) ? session.Name.Substring(NamePrefix.Length) : null;
}
