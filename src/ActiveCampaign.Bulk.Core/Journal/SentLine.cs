using System;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>The head of a batch's line in a segment, read without its contacts.</summary>
internal sealed record SentLine(int Number, int Count, string? Route, DateTimeOffset At, string Rows)
{
    /// <summary>Reads up to the row numbers; null where they are missing.</summary>
    public static SentLine? Read(ArraySegment<byte> line)
    {
        (int number, int count, string? route, DateTimeOffset at) = (0, 0, null, default);
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "n":
                    number = reader.GetInt32();
                    break;
                case "count":
                    count = reader.GetInt32();
                    break;
                case "route":
                    route = reader.GetString();
                    break;
                case "at":
                    at = reader.GetDateTimeOffset();
                    break;
                case "rows":
                    return new SentLine(number, count, route, at, reader.GetString()!);
            }
        }

        return null;
    }
}
