namespace ActiveCampaign.Bulk.Child;

/// <summary>One call of a kind of work, by its number among all of its name, and what is done to it.</summary>
internal sealed record TracePoint(string Kind, string Call, int Number, string Way)
{
    /// <summary>Killed before the call is done.</summary>
    public const string Before = "killed before";

    /// <summary>Killed when the call is done, before anything else is.</summary>
    public const string After = "killed after";

    /// <summary>The call fails.</summary>
    public const string Eio = "EIO";

    /// <summary>The call fails.</summary>
    public const string NoSpace = "ENOSPC";

    /// <summary>Half of it is done, and what follows fails; what is read ends there.</summary>
    public const string Cut = "cut";

    /// <summary>The name of half a request and half an answer, which a proxy cuts: no call is.</summary>
    public const string Request = "request";

    /// <summary>See <see cref="Request"/>.</summary>
    public const string Answer = "answer";

    /// <summary>Whether it is cut on the wire.</summary>
    public bool IsOnWire => Call is Request or Answer;

    /// <summary>Whether the process does not live on.</summary>
    public bool Kills => Way is Before or After;

    public override string ToString() => $"{Kind}, {Call} {Number}, {Way}";
}
