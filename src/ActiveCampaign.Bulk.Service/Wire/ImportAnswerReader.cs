using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>
/// Reads the importer's answer. Its key is <c>Success</c> or <c>success</c>, any number but 0 is a yes, and
/// <c>failureReasons</c> (also "failure Reasons") holds objects for bad contacts but texts for rate and size.
/// </summary>
internal static class ImportAnswerReader
{
    /// <summary>What an answer with that status and body means.</summary>
    public static ImportAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        if (status == 413)
            return new ImportAnswer(ImportVerdict.SizeRefused, null, string.Empty, []);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Judge(status, new Parts(document.RootElement))
                : Unreadable(status);
        }
        catch (JsonException)
        {
            // What a refusal cut off on its way would have said, of the rate or of certain rows, is lost.
            return body.Length > 0 && body.Span[0] == (byte)'{' ? new ImportAnswer(ImportVerdict.Unreadable, null, string.Empty, []) : Unreadable(status);
        }
    }

    private static ImportAnswer Judge(int status, Parts parts)
    {
        if (status is >= 200 and < 300)
        {
            return parts.BatchId is { Length: > 0 } && parts.Success
                ? new ImportAnswer(ImportVerdict.Accepted, parts.BatchId, parts.Message, [])
                : parts.Named.Count > 0 || (parts.HasSuccess && !parts.Success) ? Refusal(parts) : Unreadable(status);
        }

        return status is >= 400 and < 500 ? Refusal(parts) : Unreadable(status);
    }

    private static ImportAnswer Refusal(Parts parts)
    {
        string text = string.Join(" ", new[] { parts.Message }.Concat(parts.Texts).Where(part => part.Length > 0));
        ImportVerdict verdict = parts.Named.Count > 0 ? ImportVerdict.RowsRefused
            : HasWord(text, "rate") || SpeaksOf(text, "per minute") ? ImportVerdict.RateRefused
            : SpeaksOf(text, "400k", "399,999", "399999", "400,000", "bytes", "too large", "contacts per request") || HasWord(text, "250 contacts") ? ImportVerdict.SizeRefused
            : ImportVerdict.Refused;
        return new ImportAnswer(verdict, null, text, parts.Named);
    }

    private static ImportAnswer Unreadable(int status) => status is >= 400 and < 500
        ? new ImportAnswer(ImportVerdict.Refused, null, string.Empty, [])
        : new ImportAnswer(ImportVerdict.Unreadable, null, string.Empty, []);

    private static bool SpeaksOf(string text, params string[] words) =>
        words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    // "generate" is no word on the rate, and a batch refused for it would be sent again for ever; "1,250 contacts" may be
    // what the account holds, and a batch refused for it would be cut down to single rows.
    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1], word[0])) && (end == text.Length || !char.IsLetter(text[end])))
                return true;
        }

        return false;
    }

    private static bool IsPart(char before, char first) => char.IsLetterOrDigit(before) || (char.IsDigit(first) && before is ',' or '.');

    /// <summary>The members that count, whatever their spelling.</summary>
    private sealed class Parts
    {
        public Parts(JsonElement root)
        {
            foreach (JsonProperty member in root.EnumerateObject())
                Take(member.Name.Replace(" ", string.Empty).Replace("_", string.Empty).ToUpperInvariant(), member.Value);
        }

        public bool HasSuccess { get; private set; }

        public bool Success { get; private set; }

        public string? BatchId { get; private set; }

        public string Message { get; private set; } = string.Empty;

        public List<NamedRefusal> Named { get; } = [];

        public List<string> Texts { get; } = [];

        private void Take(string name, JsonElement value)
        {
            switch (name)
            {
                case "SUCCESS":
                    HasSuccess = true;
                    Success = IsYes(value);
                    break;
                case "BATCHID":
                    BatchId = WireText.Read(value);
                    break;
                case "MESSAGE":
                    Message = value.ValueKind == JsonValueKind.Array
                        ? string.Join(" ", value.EnumerateArray().Select(WireText.Read))
                        : WireText.Read(value) ?? string.Empty;
                    break;
                case "FAILUREREASONS":
                    TakeReasons(value);
                    break;
            }
        }

        private void TakeReasons(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.String)
                Texts.Add(WireText.Read(value) ?? string.Empty);
            if (value.ValueKind != JsonValueKind.Array)
                return;
            foreach (JsonElement reason in value.EnumerateArray())
            {
                if (reason.ValueKind == JsonValueKind.Object && WireText.ReadInt(reason, "contact") is int position)
                    Named.Add(new NamedRefusal(position, WireText.Read(reason, "failureReason") ?? string.Empty));
                else if (WireText.Read(reason) is { Length: > 0 } text)
                    Texts.Add(text);
            }
        }

        private static bool IsYes(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.Number => value.GetDouble() != 0,
            JsonValueKind.String => double.TryParse(WireText.Read(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number != 0,
            _ => false,
        };
    }
}
