using Polly.CircuitBreaker;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Makes the exceptions for calls that came to nothing.</summary>
internal static class Failures
{
    public static BulkException OfRead(Exchange exchange, string route, string host, ServiceWire wire)
    {
        string path = route.Split('?')[0];
        return exchange.Kind switch
        {
            ExchangeKind.NotSent => Unreachable(exchange, host),
            ExchangeKind.Lost when exchange.Failure is AnswerTooLargeException =>
                new BulkException(BulkError.AnswerUnreadable, Texts.AnswerTooLarge(path, host, AnswerBody.Limit), host, exchange.Failure),
            ExchangeKind.Lost when exchange.Answer is not null && path == wire.Probe =>
                new BulkException(BulkError.NotTheApi, Texts.NotTheApi(host), host, exchange.Failure),
            ExchangeKind.Lost when exchange.Answer is not null =>
                new BulkException(BulkError.AnswerUnreadable, Texts.AnswerUnreadable(path, host), host, exchange.Failure),
            ExchangeKind.Lost => new BulkException(BulkError.ServiceUnavailable, Texts.NoAnswer(path, host), host, exchange.Failure),
            _ => OfStatus(exchange.Answer!, path, host, wire),
        };
    }

    public static BulkException Unreachable(Exchange exchange, string host) => exchange.Failure is BrokenCircuitException
        ? new BulkException(BulkError.ServiceUnavailable, Texts.CircuitOpen(host), host, exchange.Failure)
        : new BulkException(BulkError.HostUnreachable, Texts.HostUnreachable(host, Why(exchange.Failure)), host, exchange.Failure);

    private static string Why(System.Exception? failure)
    {
        string why = failure?.Message ?? string.Empty;
        return why.IndexOf("407", System.StringComparison.Ordinal) >= 0 && why.IndexOf("proxy", System.StringComparison.OrdinalIgnoreCase) >= 0 ? Texts.ProxyWantsCredential : why;
    }

    private static BulkException OfStatus(ServiceAnswer answer, string path, string host, ServiceWire wire)
    {
        if (answer.Status >= 500)
            return new BulkException(BulkError.ServiceUnavailable, Texts.ServiceFails(answer.Status, host), host);
        if (answer.Status is >= 300 and < 400 || (answer.Status == 404 && path == wire.Probe))
            return new BulkException(BulkError.NotTheApi, Texts.NotTheApi(host), host);
        return new BulkException(BulkError.RequestRefused, Texts.RequestRefused(answer.Status, path, wire.ReadError(answer.Body)), host) { IsNotThere = wire.SaysNotThere(answer.Status, answer.Body) };
    }
}
