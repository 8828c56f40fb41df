using System;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Sends contacts one by one. Safe for several threads.</summary>
internal interface ISingleRoute
{
    /// <summary>Brings one contact in, with all that belongs to it.</summary>
    /// <param name="contact">What it says, as in a batch.</param>
    /// <param name="id">Its id, where it was looked up before.</param>
    public Task<SingleOutcome> SendAsync(ReadOnlyMemory<byte> contact, string? id);
}
