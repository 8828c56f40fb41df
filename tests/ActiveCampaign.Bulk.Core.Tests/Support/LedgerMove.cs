namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>What can happen to an activity.</summary>
internal enum LedgerDeed
{
    Read,
    RefuseHere,
    Supersede,
    LeaveOut,
    Plan,
    Answer,
    SendOn,
    Settle,
    NoteAgain,
    Check,
    Resend,
    GoOn,
    Repair,
    CompleteInput,
    End,
    Kill,
    Expire,
    Erase,
    PlanCalls,
    Call,
}

/// <summary>One of them, with numbers that say to what and how; nothing happens where there is nothing to do it to, and one that needs a run begins one.</summary>
internal sealed record LedgerMove(LedgerDeed Deed, int A, int B, int C);
