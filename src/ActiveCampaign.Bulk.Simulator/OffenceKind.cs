namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The rules a client can break.</summary>
public enum OffenceKind
{
    /// <summary>More than the general calls a second.</summary>
    OverGeneralLimit,

    /// <summary>More than the imports a minute.</summary>
    OverBulkLimit,

    /// <summary>More than the imports of one contact a minute.</summary>
    OverSingleLimit,

    /// <summary>Called again before the time named by Retry-After had passed.</summary>
    BeforeRetryAfter,

    /// <summary>A path or method the service does not have.</summary>
    UnknownRoute,

    /// <summary>A member of a JSON body that the service ignores silently.</summary>
    UnknownMember,

    /// <summary>A query parameter that the route does not have.</summary>
    UnknownParameter,

    /// <summary>A list or field id that does not exist.</summary>
    UnknownReference,

    /// <summary>A member whose JSON type is not the documented one.</summary>
    WrongType,

    /// <summary>A contact who had left a list became active on it again through contactLists.</summary>
    Resubscription,

    /// <summary>An automation ran though it was excluded or forbidden.</summary>
    AutomationDespiteExclusion,

    /// <summary>An import of more bytes than allowed.</summary>
    OversizedBody,

    /// <summary>An import of more contacts than allowed.</summary>
    TooManyContacts,

    /// <summary>An import with a contact that the service refuses at once, or without contacts.</summary>
    InvalidContact,

    /// <summary>A body that is not JSON.</summary>
    InvalidJson,

    /// <summary>A body that is not declared as JSON.</summary>
    WrongContentType,

    /// <summary>No token, or not the account's.</summary>
    BadToken,

    /// <summary>Bytes that are not HTTP/1.1.</summary>
    BadHttp,

    /// <summary>More calls than the application may make in a day.</summary>
    OverDailyQuota,

    /// <summary>More requests for tokens than one a second.</summary>
    OverTokenRate,

    /// <summary>An activity beside as many unfinished ones as the account may have.</summary>
    OverQueue,

    /// <summary>A refresh token that was used before, where each may be used once.</summary>
    RefreshTokenReused,

    /// <summary>A device asked for its token before the interval had passed.</summary>
    DevicePolledTooSoon,

    /// <summary>A request that the service refuses for what it holds.</summary>
    InvalidRequest,

    /// <summary>One unfinished activity was asked about right after another one, though one call shows all.</summary>
    PollPerActivity,
}
