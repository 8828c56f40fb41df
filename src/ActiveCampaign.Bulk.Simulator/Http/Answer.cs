using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>What is sent back for a request.</summary>
internal sealed class Answer
{
    public Answer(int status, byte[] body, string contentType = "application/json")
    {
        Status = status;
        Body = body;
        ContentType = contentType;
    }

    public int Status { get; }

    public byte[] Body { get; }

    public string ContentType { get; }

    public Delivery Delivery { get; init; }

    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Sends the body in chunks, without its length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>In how many pieces it is sent.</summary>
    public int Pieces { get; set; } = 1;

    /// <summary>The time between two pieces.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Closes the connection after the answer.</summary>
    public bool Close { get; init; }

    public static Answer Reset() => new(0, []) { Delivery = Delivery.Reset };

    /// <summary>The same answer with other bytes, or on its way in another manner.</summary>
    public Answer With(byte[]? body = null, Delivery delivery = Delivery.Whole)
    {
        Answer answer = new(Status, body ?? Body, ContentType) { Delivery = delivery, Close = Close, IsChunked = IsChunked, Pieces = Pieces, Pause = Pause };
        foreach (KeyValuePair<string, string> header in Headers)
            answer.Headers[header.Key] = header.Value;
        return answer;
    }
}
