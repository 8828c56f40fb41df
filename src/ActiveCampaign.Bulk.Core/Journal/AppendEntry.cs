using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>One line on its way to a file.</summary>
/// <param name="File">The file; null for the current segment.</param>
/// <param name="Line">The line; null only to wait for those before it.</param>
/// <param name="Batch">The batch, for a segment's line.</param>
internal sealed record AppendEntry(string? File, ByteBuffer? Line, int Batch = 0)
{
    /// <summary>Ends when the line is on the disk; null when nobody waits.</summary>
    public TaskCompletionSource<bool>? Done { get; init; }

    /// <summary>Whether the disk must have it before <see cref="Done"/>, or only the file.</summary>
    public bool Flush { get; init; }

    /// <summary>A batch that is settled, or 0.</summary>
    public int Settles { get; init; }

    /// <summary>Whether the cells that were kept for a result file go.</summary>
    public bool Frees { get; init; }

    /// <summary>Whether the contacts that were kept for what comes after the import go.</summary>
    public bool FreesContacts { get; init; }

    public static AppendEntry ForBatch(int number, ByteBuffer line) => new(null, line, number);
}
