namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A line of a journal that cannot be read.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Line">Its number; 0 where the file itself is gone.</param>
public sealed record LineDamage(string File, long Line);
