
namespace ActiveCampaign.Bulk.Core;

/// <summary>A line of a journal that cannot be read.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Line">Its number; 0 where the file itself is gone, <see cref="SomeMissing"/> where others speak of lines that are not there.</param>
internal sealed record LineDamage(string File, long Line)
{
    /// <summary>Lines that nobody knows the place of.</summary>
    internal const long SomeMissing = -1;
}
