using System;
using System.IO;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>Constant Contact's limits, from its API guide (Bulk activity overview; Rate limits).</summary>
internal static class ConstantContactLimits
{
    /// <summary>Contacts in one import: 40,000 lines with the heading. What is beyond is dropped without a word.</summary>
    public const int MaxContacts = 39_999;

    /// <summary>Bytes in one request ("4 MB"): whether that is 4,000,000 or 4,194,304 nobody says, nor whether the form counts.</summary>
    public const int MaxRequest = 3_999_999;

    /// <summary>Bytes of contacts in it: around them stand the form with the ids of up to 50 lists, or consent to text messages.</summary>
    public const int MaxBytes = MaxRequest - 4096;

    /// <summary>Lists that an import may name.</summary>
    public const int MaxLists = 50;

    /// <summary>Tags that an activity may name.</summary>
    public const int MaxTags = 50;

    /// <summary>Contacts that an activity on lists or tags, or a deletion, may name.</summary>
    public const int MaxNamed = 500;

    /// <summary>Calls in a day, by Greenwich, of one application.</summary>
    public const int CallsPerDay = 10_000;

    /// <summary>The largest page of contacts and activities.</summary>
    public const int PageSize = 500;

    /// <summary>4 calls a second of one application.</summary>
    public static LaneRule GeneralLane { get; } = new(4, TimeSpan.FromSeconds(1), FreesByArrival: true);

    /// <summary>How long a refusal for the rate holds.</summary>
    public static TimeSpan ThrottlePause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The importer's limits. One list of activities tells of all of them; it is worth asking for every 30 seconds.</summary>
    public static BatchRules Rules { get; } = new()
    {
        MaxContacts = MaxContacts,
        MaxBytes = MaxBytes,
        LooksPerCall = int.MaxValue,
        LookPause = TimeSpan.FromSeconds(30),
        GeneralLane = GeneralLane,
    };

    /// <summary>The lanes of an application, for one process.</summary>
    public static LaneSet CreateLanes(TimeProvider clock) => new(clock, null, null, GeneralLane);

    /// <summary>The lanes of an application, shared by all processes that name this folder.</summary>
    public static LaneSet CreateLanes(TimeProvider clock, string folder) => LaneSet.InFolder(folder, clock, null, null, GeneralLane);

    /// <summary>Lanes that pace nothing, for measuring against a loopback host.</summary>
    public static LaneSet CreateUnpaced(TimeProvider clock) => new(clock, null, null, null);

    /// <summary>Where an application's lanes and its use of the day are kept.</summary>
    /// <param name="store">The journals' root.</param>
    /// <param name="address">The API's base.</param>
    /// <param name="clientId">The application.</param>
    public static string FolderOf(JournalStore store, Uri address, string clientId) =>
        Path.Combine(store.LanesFolder(address.Authority), ConstantContactAddress.HashOf(clientId).Substring(0, 16));
}
