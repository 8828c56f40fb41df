using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>The bounded queue of rows between the thread that reads and the one that maps, in chunks.</summary>
internal sealed class RowQueue
{
    /// <summary>Rows in a chunk.</summary>
    public const int ChunkSize = 250;

    private const int Chunks = 8;

    private readonly Channel<IReadOnlyList<SourceRow>> _channel = Channel.CreateBounded<IReadOnlyList<SourceRow>>(
        new BoundedChannelOptions(Chunks) { SingleReader = true, SingleWriter = true });

    public bool TryAdd(IReadOnlyList<SourceRow> chunk) => _channel.Writer.TryWrite(chunk);

    public ValueTask AddAsync(IReadOnlyList<SourceRow> chunk, CancellationToken token) => _channel.Writer.WriteAsync(chunk, token);

    public void Complete(System.Exception? failure = null) => _channel.Writer.TryComplete(failure);

    public async Task<IReadOnlyList<SourceRow>?> TakeAsync(CancellationToken token) =>
        await _channel.Reader.WaitToReadAsync(token).ConfigureAwait(false) && _channel.Reader.TryRead(out IReadOnlyList<SourceRow>? chunk) ? chunk : null;
}
