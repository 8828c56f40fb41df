using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>
/// Reads <c>import/info</c>. The status is a word, or <c>false</c> within the first second; success holds ids, failure
/// addresses; both may be missing, and other members may come.
/// </summary>
internal static class BatchStatusReader
{
    /// <summary>What the body says.</summary>
    public static BatchStatus Read(JsonElement root)
    {
        BatchState state = BatchState.NotKnown;
        IReadOnlyList<string>? success = null;
        IReadOnlyList<string> failure = [];
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (Is(member, "status"))
                state = ReadState(member.Value);
            else if (Is(member, "success") && member.Value.ValueKind == JsonValueKind.Array)
                success = Texts(member.Value);
            else if (Is(member, "failure") && member.Value.ValueKind == JsonValueKind.Array)
                failure = Texts(member.Value);
        }

        return new BatchStatus(state, success, failure);
    }

    private static BatchState ReadState(JsonElement value)
    {
        string? text = value.ValueKind == JsonValueKind.String ? WireText.Read(value)?.Trim() : null;
        foreach (BatchState state in new[] { BatchState.Waiting, BatchState.Claimed, BatchState.Active, BatchState.Completed, BatchState.Failed, BatchState.Interrupted })
        {
            if (string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return state;
        }

        return BatchState.NotKnown;
    }

    private static List<string> Texts(JsonElement array) =>
        array.EnumerateArray().Select(WireText.Read).Where(text => !string.IsNullOrEmpty(text)).Select(text => text!).ToList();

    private static bool Is(JsonProperty member, string name) => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase);
}
