using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Import;
using ActiveCampaign.Bulk.Simulator.Quotas;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>Refuses what is over a limit, and watches who does not wait when told to.</summary>
internal sealed class LimitGate
{
    private readonly SimulatorOptions _options;
    private readonly OffenceCounters _offences;
    private readonly AccountQuotas _quotas;
    private readonly RetryAfterWatch _generalWatch;
    private readonly RetryAfterWatch _importWatch;
    private readonly StringCache _strings = new();

    public LimitGate(AccountState state)
    {
        _options = state.Options;
        _offences = state.Offences;
        _quotas = new AccountQuotas(state.Options);
        _generalWatch = new RetryAfterWatch(state.Options);
        _importWatch = new RetryAfterWatch(state.Options);
    }

    public Answer? RefuseGeneral(ApiCall call)
    {
        if (WatchOf(call).IsTooEarly(call.Arrived, call.Connection))
            _offences.Add(OffenceKind.BeforeRetryAfter, call.Request.Method + " " + call.Request.Path);
        if (!IsGeneral(call) || _quotas.TryTakeGeneral(call.Arrived))
            return null;

        _offences.Add(OffenceKind.OverGeneralLimit, call.Request.Method + " " + call.Request.Path);
        if (_options.AnswerBurstsWith503)
            return new Answer(503, []);
        Answer answer = Answers.Message(429, "You have exceeded the number of requests allowed per second.");
        answer.Headers["Retry-After"] = WireFormat.Text(_options.RetryAfterSeconds);
        return answer;
    }

    /// <summary>Reads the body of an import and refuses it where its quota is used up.</summary>
    public Answer? RefuseImport(ApiCall call)
    {
        if (call.Kind != RouteKind.BulkImport)
            return null;
        call.Import = new ImportReader(new JsonInput(_offences, _strings)).Read(call.Request.Body);
        int? contacts = call.Import?.Rows?.Count;
        call.Entry.ContactCount = contacts;
        bool isSingle = contacts == 1;
        if (isSingle ? _quotas.TryTakeSingle(call.Arrived) : _quotas.TryTakeBulk(call.Arrived))
            return null;

        _offences.Add(isSingle ? OffenceKind.OverSingleLimit : OffenceKind.OverBulkLimit, contacts + " contact(s)");
        return ImportAnswers.RateRefusal(_options, isSingle);
    }

    public void BeforeSend(ApiCall call, Answer answer, DateTimeOffset now)
    {
        if (answer.Headers.TryGetValue("Retry-After", out string? seconds))
            WatchOf(call).Tell(now, int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture), call.Connection);
        if (!_options.EnforceLimits || !IsGeneral(call) || answer.ContentType != "application/json" || answer.Status >= 500)
            return;
        answer.Headers["RateLimit-Limit"] = WireFormat.Text(_options.GeneralPerSecond);
        answer.Headers["RateLimit-Remaining"] = WireFormat.Text(_quotas.GeneralRemaining(call.Arrived));
    }

    private bool IsGeneral(ApiCall call) => call.Kind != RouteKind.BulkImport || _options.ImportsCountAsGeneralCalls;

    private RetryAfterWatch WatchOf(ApiCall call) => call.Kind == RouteKind.BulkImport ? _importWatch : _generalWatch;
}
