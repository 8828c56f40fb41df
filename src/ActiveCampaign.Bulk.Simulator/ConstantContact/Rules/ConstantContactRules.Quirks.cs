namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

// One switch for each point where the sources on the service disagree or are silent.
public abstract partial class ConstantContactRules
{
    /// <summary>The HTTP status for a call without a token: 403 as was observed, or 401 as is declared.</summary>
    public int MissingTokenStatus { get; set; } = 403;

    /// <summary>Makes refused calls count against the limit that refused them.</summary>
    public bool RefusedCallsCount { get; set; }

    /// <summary>Refuses an application that names its id without its secret.</summary>
    public bool SecretRequired { get; set; }

    /// <summary>Gives a device a refresh token, where the scope asks for one.</summary>
    public bool DeviceGivesRefreshToken { get; set; } = true;

    /// <summary>The HTTP status for a refresh token that is not good.</summary>
    public int RefreshFailureStatus { get; set; } = 400;

    /// <summary>Counts activities that are processing toward the queue; else only those that wait.</summary>
    public bool ProcessingCountsAsQueued { get; set; } = true;

    /// <summary>The <c>error_key</c> of the 429 for a full queue.</summary>
    public string QueueFullKey { get; set; } = "activities.api.too_many_requests";

    /// <summary>Sends that 429 as an object; else as an array of one.</summary>
    public bool QueueFullAsObject { get; set; }

    /// <summary>Counts a row of headings into <c>items_total_count</c> of an import as JSON too.</summary>
    public bool JsonTotalCountsHeader { get; set; } = true;

    /// <summary>What <c>person_count</c> counts.</summary>
    public PersonCount PersonCount { get; set; }

    /// <summary>The HTTP status for an unknown list; null is what each import declares: 404 for a file, 400 for JSON.</summary>
    public int? UnknownListStatus { get; set; }

    /// <summary>Lets the first of several rows for one person in an import win; else each later one overwrites what it names.</summary>
    public bool FirstDuplicateWins { get; set; }

    /// <summary>What an import does with a value that does not fit its custom field.</summary>
    public BadFieldValue BadFieldValue { get; set; } = BadFieldValue.FailContact;

    /// <summary>Finds the headings of a file whatever their case.</summary>
    public bool HeadingsIgnoreCase { get; set; }

    /// <summary>Lists activities with the oldest first; else the newest.</summary>
    public bool ActivitiesOldestFirst { get; set; }

    /// <summary>Writes <c>activity_errors</c> as objects with a message; else as strings.</summary>
    public bool ErrorsAsObjects { get; set; }

    /// <summary>Writes time stamps now with a fraction, now without, now with an offset; else always in one way.</summary>
    public bool MixedTimes { get; set; } = true;
}
