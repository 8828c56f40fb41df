namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>What a process is killed at. What has arrived has no effect; what is taken has had it, and is not answered.</summary>
internal enum KillMoment
{
    ImportArrives,
    ImportTaken,
    LookArrives,
    LookTaken,
    JournalLine,
    Milliseconds,
    TokenTaken,
    CallArrives,
    CallTaken,
}
