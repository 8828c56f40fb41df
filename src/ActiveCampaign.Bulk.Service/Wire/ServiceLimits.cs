using System;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>ActiveCampaign's limits, from its developer documentation (Bulk import contacts; Rate limits).</summary>
internal static class ServiceLimits
{
    /// <summary>Contacts in one import request.</summary>
    public const int MaxContacts = 250;

    /// <summary>Bytes of UTF-8 in one import request ("less than 400K").</summary>
    public const int MaxBytes = 399_999;

    /// <summary>Up to so many contacts the service asks for single calls instead of the importer.</summary>
    public const int SingleCallsUpTo = 10;

    /// <summary>contact/sync, a look at list states, a list, a tag: about so many calls go to one contact.</summary>
    public const int CallsPerContact = 4;

    /// <summary>The largest page of a list.</summary>
    public const int PageSize = 100;

    /// <summary>100 import requests with several contacts a minute.</summary>
    public static LaneRule BulkLane { get; } = new(100, TimeSpan.FromMinutes(1), FreesByArrival: false);

    /// <summary>20 import requests with one contact a minute.</summary>
    public static LaneRule SingleLane { get; } = new(20, TimeSpan.FromMinutes(1), FreesByArrival: false);

    /// <summary>5 other calls a second.</summary>
    public static LaneRule GeneralLane { get; } = new(5, TimeSpan.FromSeconds(1), FreesByArrival: true);

    /// <summary>How long the importer's own refusal for rate holds: it speaks of requests per minute and gives no time.</summary>
    public static TimeSpan ImportRefusalPause { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a 429 without Retry-After holds.</summary>
    public static TimeSpan DefaultRetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The importer's limits.</summary>
    public static BatchRules Rules { get; } = new()
    {
        MaxContacts = MaxContacts,
        MaxBytes = MaxBytes,
        SingleCallsUpTo = SingleCallsUpTo,
        CallsPerContact = CallsPerContact,
        BulkLane = BulkLane,
        SingleLane = SingleLane,
        GeneralLane = GeneralLane,
    };

    /// <summary>The lanes of an account.</summary>
    public static LaneSet CreateLanes(TimeProvider clock) => new(clock, BulkLane, SingleLane, GeneralLane);

    /// <summary>The lanes of an account, shared by all processes that name this folder.</summary>
    public static LaneSet CreateLanes(TimeProvider clock, string folder) => LaneSet.InFolder(folder, clock, BulkLane, SingleLane, GeneralLane);

    /// <summary>Lanes that pace nothing, for measuring against a loopback host.</summary>
    public static LaneSet CreateUnpaced(TimeProvider clock) => new(clock, null, null, null);
}
