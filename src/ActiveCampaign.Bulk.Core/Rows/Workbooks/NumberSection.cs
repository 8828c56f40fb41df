using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>One section of a number format: the signs that make up what is shown.</summary>
internal sealed class NumberSection
{
    private const string CurrencySigns = "$€£¥₹";

    private readonly List<(Sign Sign, char Text)> _signs = [];
    private readonly string _code;
    private Func<double, bool>? _condition;
    private int _next;
    private bool _hasSlash;
    private bool _hasMonth;

    /// <summary>Takes a section apart.</summary>
    public NumberSection(string code)
    {
        _code = code;
        while (_next < code.Length)
            Take();
        ShowsDay |= _hasMonth && !ShowsTime;
        int point = _signs.FindIndex(sign => sign.Sign == Sign.Point);
        Point = point < 0 ? _signs.FindLastIndex(sign => sign.Sign == Sign.Digit) + 1 : point;
        int last = _signs.Take(Point).ToList().FindLastIndex(sign => sign.Sign == Sign.Digit);
        IsScaled = last >= 0 && last + 1 < _signs.Count && _signs[last + 1].Sign == Sign.Comma;
        IsGrouped = _signs.Exists(sign => sign.Sign == Sign.Comma);
    }

    private enum Sign
    {
        Text,
        Digit,
        Point,
        Comma,
        Percent,
    }

    /// <summary>Whether it shows a date.</summary>
    public bool ShowsDay { get; private set; }

    /// <summary>Whether it shows a time of day.</summary>
    public bool ShowsTime { get; private set; }

    /// <summary>Whether it shows hours, minutes or seconds beyond a day.</summary>
    public bool IsElapsed { get; private set; }

    /// <summary>Whether it says nothing of how many digits there are: General, text, powers of ten, fractions, thousands.</summary>
    public bool IsPlain => IsGeneral || IsScaled || (_hasSlash && !ShowsDay) || !_signs.Exists(sign => sign.Sign == Sign.Digit);

    /// <summary>Whether digits stand in groups, or a currency beside them: what is shown is a number, and the rest decoration.</summary>
    public bool IsAmount => IsGrouped || IsCurrency;

    /// <summary>Decimals at the most.</summary>
    public int Decimals => _signs.Skip(Point).Count(sign => sign.Sign == Sign.Digit);

    /// <summary>How often a hundredfold is shown.</summary>
    public int Percents => _signs.Count(sign => sign.Sign == Sign.Percent);

    /// <summary>The place of the decimal point among its signs.</summary>
    private int Point { get; }

    private bool IsGeneral { get; set; }

    private bool IsCurrency { get; set; }

    private bool IsGrouped { get; }

    private bool IsScaled { get; }

    /// <summary>Whether it has a condition, and whether a number meets it.</summary>
    public bool? Meets(double value) => _condition?.Invoke(value);

    /// <summary>The digits of a number in their places.</summary>
    /// <param name="whole">Digits before the point; empty for zero.</param>
    /// <param name="decimals">As many digits as there are places behind it.</param>
    public string Fill(string whole, string decimals)
    {
        string front = string.Empty;
        int rest = whole.Length;
        int first = _signs.FindIndex(sign => sign.Sign == Sign.Digit);
        for (int i = Point - 1; i >= 0; i--)
        {
            (Sign sign, char text) = _signs[i];
            if (sign == Sign.Digit)
                front = (rest > 0 ? whole[--rest] : text == '0' ? '0' : (char?)null) + front;
            else if (Shown(sign, text) is char shown)
                front = shown + front;
            if (i == first)
                (front, rest) = (whole.Substring(0, rest) + front, 0);
        }

        return (whole.Substring(0, rest) + front + Behind(decimals)).Trim();
    }

    private string Behind(string decimals)
    {
        string behind = string.Empty;
        int places = 0;
        int needed = decimals.TrimEnd('0').Length;
        foreach ((Sign sign, char text) in _signs.Skip(Point))
        {
            if (sign == Sign.Digit && (text == '0' || places < needed))
                behind += (places == 0 ? "." : string.Empty) + decimals[places];
            else if (sign is Sign.Text or Sign.Percent && Shown(sign, text) is char shown)
                behind += shown;
            places += sign == Sign.Digit ? 1 : 0;
        }

        return behind;
    }

    private char? Shown(Sign sign, char text) => sign == Sign.Percent ? '%' : sign == Sign.Text && !IsAmount ? text : null;

    private void Take()
    {
        char c = _code[_next];
        if (StartsWith("General"))
            (IsGeneral, _next) = (true, _next + 7);
        else if (StartsWith("AM/PM") || StartsWith("A/P"))
            (ShowsTime, _next) = (true, _next + (StartsWith("A/P") ? 3 : 5));
        else if (c == '"')
            TakeText(_code.IndexOf('"', _next + 1));
        else if (c == '[')
            TakeBrackets(_code.IndexOf(']', _next));
        else if (c is '\\' or '_' or '*')
            TakePair(c);
        else
            TakeOne(c);
    }

    private void TakeText(int end)
    {
        foreach (char c in _code.Substring(_next + 1, (end < 0 ? _code.Length : end) - _next - 1))
            AddText(c);
        _next = end < 0 ? _code.Length : end + 1;
    }

    private void TakePair(char c)
    {
        if (c == '\\' && _next + 1 < _code.Length)
            AddText(_code[_next + 1]);
        _next += 2;
    }

    // Colours and languages say nothing of the digits.
    private void TakeBrackets(int end)
    {
        string inner = end < 0 ? string.Empty : _code.Substring(_next + 1, end - _next - 1);
        _next = end < 0 ? _code.Length : end + 1;
        if (inner.Length == 0)
            return;
        IsElapsed |= inner.Trim('h', 'H').Length == 0 || inner.Trim('m', 'M').Length == 0 || inner.Trim('s', 'S').Length == 0;
        IsCurrency |= inner[0] == '$' && inner.Length > 1 && inner[1] != '-';
        if (inner[0] is '<' or '>' or '=')
            _condition = Condition(inner);
    }

    private void TakeOne(char c)
    {
        _next++;
        switch (c)
        {
            case '0' or '#' or '?':
                _signs.Add((Sign.Digit, c));
                break;
            case '.':
                _signs.Add((Sign.Point, c));
                break;
            case ',':
                _signs.Add((Sign.Comma, c));
                break;
            case '%':
                _signs.Add((Sign.Percent, c));
                break;
            case 'E' or 'e' when _next < _code.Length && _code[_next] is '+' or '-':
                IsGeneral = true;
                break;
            case '/':
                _hasSlash = true;
                break;
            default:
                TakeLetter(char.ToLowerInvariant(c));
                break;
        }
    }

    private void TakeLetter(char c)
    {
        ShowsDay |= c is 'y' or 'd';
        ShowsTime |= c is 'h' or 's';
        _hasMonth |= c == 'm';
        if (!char.IsLetter(c) && c != '@')
            AddText(c);
    }

    private void AddText(char c)
    {
        IsCurrency |= CurrencySigns.IndexOf(c) >= 0;
        _signs.Add((Sign.Text, c));
    }

    private bool StartsWith(string word) => string.Compare(_code, _next, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static Func<double, bool>? Condition(string text)
    {
        string sign = text.Substring(0, text.Length > 1 && text[1] is '=' or '>' ? 2 : 1);
        if (!double.TryParse(text.Substring(sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double limit))
            return null;
        return sign switch
        {
            "<" => value => value < limit,
            "<=" => value => value <= limit,
            ">" => value => value > limit,
            ">=" => value => value >= limit,
            "<>" => value => value != limit,
            _ => value => value == limit,
        };
    }
}
