using System;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>One request as the server saw it. A snapshot: it does not change when the answer is sent later.</summary>
public sealed record LoggedRequest
{
    /// <summary>The place in the order of arrival, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the whole request had been read, by the server's clock.</summary>
    public required DateTimeOffset Arrived { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The route the path belongs to.</summary>
    public required RouteKind Route { get; init; }

    /// <summary>The HTTP status sent; null while there is none and when the connection was dropped instead.</summary>
    public int? Status { get; init; }

    /// <summary>The connection was closed without an answer, or in the middle of it.</summary>
    public bool Dropped { get; init; }

    /// <summary>How many contacts an import held, where it could be read.</summary>
    public int? ContactCount { get; init; }

    /// <summary>The size of the body.</summary>
    public required int RequestBytes { get; init; }

    /// <summary>The names of the faults that struck, joined by <c>+</c>; null where none did.</summary>
    public string? Struck { get; init; }

    /// <summary>The body as text, where <see cref="ServerOptions.LogBodies"/> is on.</summary>
    public string? Body { get; init; }
}
