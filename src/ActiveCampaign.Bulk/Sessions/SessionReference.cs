using System;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>Stands for a session that was named, until the command looks it up and can say what is wrong.</summary>
internal static class SessionReference
{
    private const string NamePrefix = "name:";
    private const string Copy = "deserialized";

    private static readonly Uri s_nowhere = new("https://session.invalid/");

    /// <summary>A stand-in for a deserialized session.</summary>
    public static BulkSession Deserialized(ServiceKind service) => Stand(service, Copy);

    public static BulkSession ByName(ServiceKind service, string name) => Stand(service, NamePrefix + name);

    public static bool IsDeserialized(BulkSession session) => ReferenceEquals(session.Uri, s_nowhere) && session.Name == Copy;

    public static string? NameOf(BulkSession session) =>
        ReferenceEquals(session.Uri, s_nowhere) && session.Name.StartsWith(NamePrefix, StringComparison.Ordinal) ? session.Name.Substring(NamePrefix.Length) : null;

    private static BulkSession Stand(ServiceKind service, string name) => service == ServiceKind.ConstantContact
        ? new CCSession(name, s_nowhere, s_nowhere.Host, false, default)
        : new ACSession(name, s_nowhere, false, default);
}
