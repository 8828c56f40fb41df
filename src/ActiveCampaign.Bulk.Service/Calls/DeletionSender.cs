using System;
using System.Net.Http;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Deletes what a route names, which was there when it was looked up a moment ago. A deletion can be repeated without
/// harm, so a lost answer just means once more; what is gone then went by one of ours, seen or sent again by the stack
/// below.
/// </summary>
internal sealed class DeletionSender
{
    private readonly CallContext _context;
    private readonly bool _hasMonthlyLimit;

    public DeletionSender(CallContext context, bool hasMonthlyLimit)
    {
        _context = context;
        _hasMonthlyLimit = hasMonthlyLimit;
    }

    /// <summary>Deletes. A stop while the call is out makes a lost answer.</summary>
    /// <exception cref="BulkException">Nothing more can be deleted at all.</exception>
    public async Task<CallAnswer> DeleteAsync(string route)
    {
        // Whether the last try is out, or failed so that it may have had its effect.
        bool isOpen = false;
        ServiceCall call = new(HttpMethod.Delete, route)
        {
            Abort = _context.Abort,
            BeforeSend = () =>
            {
                isOpen = true;
                return Task.CompletedTask;
            },
            IsAboutTarget = answer =>
            {
                isOpen = answer.Status >= 500;
                return IsGone(answer) || IsLimit(answer);
            },
        };
        try
        {
            return Judge(await _context.Connection.RepeatAsync(call, _context.Stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (isOpen && _context.Stop.IsCancellationRequested)
        {
            return new CallAnswer(CallOutcome.Lost, ServiceTexts.CallLost);
        }
    }

    private CallAnswer Judge(Exchange exchange)
    {
        if (exchange.Answer is not ServiceAnswer answer)
            return new CallAnswer(CallOutcome.Lost, ServiceTexts.CallLost);
        if (answer.IsSuccess)
            return new CallAnswer(CallOutcome.Done, string.Empty);
        if (IsGone(answer))
            return new CallAnswer(CallOutcome.Done, ServiceTexts.GoneByNow);
        string text = ServiceErrorReader.Read(answer.Body);
        if (IsLimit(answer))
            throw new BulkException(BulkError.ArchiveLimitReached, ServiceTexts.ArchiveLimitReached(_context.Connection.Host, text), _context.Connection.Host);
        if (answer.Status >= 500)
            return new CallAnswer(CallOutcome.Lost, ServiceTexts.CallFails(answer.Status));
        return answer.Status == 404
            ? new CallAnswer(CallOutcome.Lost, ServiceTexts.CallUnreadable(answer.Status))
            : new CallAnswer(CallOutcome.Refused, ServiceTexts.CallRefused(answer.Status, text));
    }

    private static bool IsGone(ServiceAnswer answer) => ServiceErrorReader.SaysNotThere(answer.Status, answer.Body);

    // How the service words this, and with which status, is documented nowhere.
    private bool IsLimit(ServiceAnswer answer)
    {
        if (!_hasMonthlyLimit || answer.Status is < 400 or >= 500)
            return false;
        string text = ServiceErrorReader.Read(answer.Body);
        return Holds(text, "archiv") || (Holds(text, "limit") && (answer.Status != 429 || Holds(text, "month") || Holds(text, "delet")));
    }

    private static bool Holds(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
