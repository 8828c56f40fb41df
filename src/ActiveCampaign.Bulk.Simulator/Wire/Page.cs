using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>The part of a list that a request asks for.</summary>
internal readonly record struct Page(int Limit, int Offset)
{
    private const int DefaultSize = 20;
    private const int MaxSize = 100;

    public static Page From(QueryParameters query, SimulatorOptions options, int defaultSize = DefaultSize)
    {
        int limit = Number(query["limit"], defaultSize);
        if (limit > MaxSize)
            limit = options.PageOverflow == PageOverflow.Clamp ? MaxSize : defaultSize;
        return new Page(limit, Number(query["offset"], 0));
    }

    public T[] Of<T>(IEnumerable<T> items) => items.Skip(Offset).Take(Limit).ToArray();

    public static void WriteTotal(Utf8JsonWriter json, long total, SimulatorOptions options)
    {
        if (options.TotalAsNumber)
            json.WriteNumber("total", total);
        else
            json.WriteString("total", WireFormat.Text(total));
    }

    public static void WriteMeta(Utf8JsonWriter json, long total, SimulatorOptions options)
    {
        json.WriteStartObject("meta");
        WriteTotal(json, total, options);
        json.WriteEndObject();
    }

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Max(0, number) : otherwise;
}
