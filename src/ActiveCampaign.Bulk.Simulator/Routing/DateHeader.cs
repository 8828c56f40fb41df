using System;
using System.Globalization;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>Tells the time with every answer, in whole seconds, as servers do.</summary>
internal static class DateHeader
{
    public static void Stamp(Answer answer, DateTimeOffset now, ServerOptions options)
    {
        if (options.SendsDate)
            answer.Headers["Date"] = now.ToString("R", CultureInfo.InvariantCulture);
    }
}
