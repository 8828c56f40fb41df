using System;

namespace ActiveCampaign.Bulk.Simulator;

// One switch for each point where the sources on the service disagree or are silent.
public sealed partial class SimulatorOptions
{
    /// <summary>How the import quotas forget old requests. Read at the start.</summary>
    public QuotaWindow ImportWindow { get; set; } = QuotaWindow.Rolling;

    /// <summary>Answers calls over the general limit with 503 and no headers, as older deployments did.</summary>
    public bool AnswerBurstsWith503 { get; set; }

    /// <summary>The seconds in Retry-After.</summary>
    public int RetryAfterSeconds { get; set; } = 1;

    /// <summary>
    /// How long after a 429 a request on another connection may still have been on its way, in real time.
    /// </summary>
    public TimeSpan RetryAfterGrace { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes imports count against the general limit too.</summary>
    public bool ImportsCountAsGeneralCalls { get; set; }

    /// <summary>Makes refused requests count against the limit that refused them.</summary>
    public bool RefusedRequestsCount { get; set; }

    /// <summary>Spells the first member of an accepted import <c>Success</c>, not <c>success</c>.</summary>
    public bool UppercaseSuccessKey { get; set; }

    /// <summary>Answers an accepted import as HTML, in chunks and with a session cookie, as was recorded; else as JSON.</summary>
    public bool ImportAnswersAsHtml { get; set; } = true;

    /// <summary>The value of the first member of an accepted import; any number but 0.</summary>
    public int SuccessValue { get; set; } = 1;

    /// <summary>The HTTP status of an accepted import.</summary>
    public int ImportAcceptedStatus { get; set; } = 200;

    /// <summary>Spells <c>failureReasons</c> as <c>failure Reasons</c>.</summary>
    public bool SpacedFailureReasonsKey { get; set; }

    /// <summary>The HTTP status for an import over the byte limit.</summary>
    public int OversizedBodyStatus { get; set; } = 400;

    /// <summary>Refuses a whole batch for any malformed address, not just for one without <c>@</c>.</summary>
    public bool MalformedAddressRefusesBatch { get; set; }

    /// <summary>Where <c>exclude_automations</c> is honoured.</summary>
    public ExcludeAutomationsPlace ExcludeAutomationsPlace { get; set; }

    /// <summary>Which contacts a batch's <c>success</c> names.</summary>
    public SuccessIds SuccessIds { get; set; } = SuccessIds.CreatedOnly;

    /// <summary>What the status of an unknown batch looks like.</summary>
    public UnknownBatch UnknownBatch { get; set; }

    /// <summary>Leaves <c>success</c> and <c>failure</c> out of the status of a failed or interrupted batch.</summary>
    public bool TerminalStatusOmitsMembers { get; set; } = true;

    /// <summary>Adds a member that no documentation names to a batch's status.</summary>
    public bool ExtraStatusMembers { get; set; }

    /// <summary>Lets an empty string in an import clear what the contact has.</summary>
    public bool EmptyStringClears { get; set; } = true;

    /// <summary>Fails a contact whole for one list it has left; else only that list is passed over.</summary>
    public bool UnsubscribedFailsWholeContact { get; set; } = true;

    /// <summary>Finds tags whatever the case.</summary>
    public bool TagsIgnoreCase { get; set; } = true;

    /// <summary>What an import does with a value that does not fit its field.</summary>
    public BadFieldValue BadFieldValue { get; set; } = BadFieldValue.Store;

    /// <summary>Answers 422 to a single call with a value that does not fit its field.</summary>
    public bool SingleCallsRefuseBadValues { get; set; }

    /// <summary>Creates an unknown account named by <c>customer_acct_name</c>; else the member is ignored.</summary>
    public bool ImportsCreateAccounts { get; set; } = true;

    /// <summary>How the body of a POST callback is written.</summary>
    public CallbackEncoding CallbackEncoding { get; set; }

    /// <summary>Calls back for failed and interrupted batches too.</summary>
    public bool CallbackOnFailure { get; set; } = true;

    /// <summary>What creating a tag answers when the name is taken.</summary>
    public TagDuplicateAnswer TagDuplicateAnswer { get; set; }

    /// <summary>Answers 201 to contact/sync even when it updated.</summary>
    public bool SyncAlwaysAnswers201 { get; set; }

    /// <summary>Answers 201 to contactTags; else 200.</summary>
    public bool ContactTagAnswers201 { get; set; } = true;

    /// <summary>Answers 201 where contactLists makes a new pair; else 200.</summary>
    public bool NewListLinkAnswers201 { get; set; } = true;

    /// <summary>Answers 201 where fieldValues makes a new value; else 200.</summary>
    public bool NewFieldValueAnswers201 { get; set; } = true;

    /// <summary>Answers 201 to a new list; else 200.</summary>
    public bool ListCreateAnswers201 { get; set; } = true;

    /// <summary>Lists contacts with the oldest first where no order is asked for; else the newest.</summary>
    public bool ListsOldestFirst { get; set; }

    /// <summary>
    /// Leaves <c>udate</c> as it was, whatever changes a contact; else only contactLists leaves it. The time stamps tell of
    /// every change.
    /// </summary>
    public bool UdateLags { get; set; }

    /// <summary>The account's time zone, with its daylight saving; null is <see cref="AccountOffset"/> all year.</summary>
    public TimeZoneInfo? AccountZone { get; set; }

    /// <summary>How answers to writes spell ids.</summary>
    public IdEcho IdEcho { get; set; }

    /// <summary>How many fields a page has where none is asked for: 20 or 100.</summary>
    public int FieldsDefaultPage { get; set; } = 20;

    /// <summary>What a page size over 100 gives.</summary>
    public PageOverflow PageOverflow { get; set; }

    /// <summary>Writes <c>meta.total</c> of contacts, tags, lists and fields as a number.</summary>
    public bool TotalAsNumber { get; set; }

    /// <summary>Honours <c>include</c>, which the reference does not mention.</summary>
    public bool SideLoading { get; set; } = true;

    /// <summary>How long a segment's run takes, which its first call within the hour starts; until then it looks empty.</summary>
    public TimeSpan SegmentRunFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Lets date filters match the named moment itself.</summary>
    public bool InclusiveDateFilters { get; set; }

    /// <summary>The HTTP status for a missing or wrong token.</summary>
    public int BadTokenStatus { get; set; } = 403;

    /// <summary>The HTTP status for a single call that would pass the contact limit.</summary>
    public int ContactLimitStatus { get; set; } = 403;

    /// <summary>The HTTP status for a deletion that would pass the archive limit.</summary>
    public int ArchiveLimitStatus { get; set; } = 403;

    /// <summary>What the refusal of such a deletion says; no source has the service's own words.</summary>
    public string ArchiveLimitText { get; set; } = "The monthly archive limit has been reached.";

    /// <summary>Lets a contact that is created again after its deletion forget which lists it had left.</summary>
    public bool DeletedContactsForgetUnsubscribes { get; set; } = true;

    /// <summary>The HTTP status for taking away a tag that the contact does not have any more.</summary>
    public int MissingTagLinkStatus { get; set; } = 404;

    /// <summary>The key has no Admin rights: settings/account answers 403.</summary>
    public bool RestrictedUser { get; set; }
}
