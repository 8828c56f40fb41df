using System;
using System.IO;
using System.Threading;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Files;

/// <summary>Waiting for a file that somebody else holds.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Hold_SomebodyElseHasIt_EndsWithAStop()
    {
        using FileStream? held = FileLock.TryHold(_temp.File("lock"));
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => FileLock.Hold(_temp.File("lock"), int.MaxValue, stop.Token));
    }

    [Fact]
    public void Hold_FilesComparedWith_EndsWithAStop()
    {
        using FileStream held = BaselineFolder.Hold(_temp.File("host"), CancellationToken.None);
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => BaselineFolder.Hold(_temp.File("host"), stop.Token));
    }
}
