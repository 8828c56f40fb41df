using System;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>A value that may complete an argument.</summary>
internal sealed class Suggestion
{
    private readonly Func<string>? _tip;

    /// <param name="name">The value.</param>
    /// <param name="tip">What people read about it; asked for only where it is offered.</param>
    public Suggestion(string name, Func<string>? tip = null)
    {
        Name = name;
        _tip = tip;
    }

    public string Name { get; }

    /// <summary>Whether it is put into the line as it is.</summary>
    public bool IsCode { get; init; }

    /// <summary>What people read about it.</summary>
    public string Tip() => _tip?.Invoke() is { Length: > 0 } tip ? tip : Name;
}
