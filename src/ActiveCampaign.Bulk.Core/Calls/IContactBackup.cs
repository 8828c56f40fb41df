using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Keeps contacts as they were.</summary>
internal interface IContactBackup : IDisposable
{
    /// <summary>Reads contacts whole, a hundred at the most. Those that are gone are left out. Safe for several threads.</summary>
    public Task<IReadOnlyList<BackupContact>> ReadAsync(IReadOnlyList<int> ids, CancellationToken token);

    /// <summary>Writes contacts; they are on the disk when it returns. Used by one thread at a time.</summary>
    public void Write(IEnumerable<BackupContact> contacts);
}
