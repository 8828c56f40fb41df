using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Reports;

/// <summary>Draws the pictures of a report. Each has its numbers in words beside it, and patterns where colours are missing.</summary>
internal static class ReportCharts
{
    private const double Width = 1000;
    private const double Height = 150;
    private const double Top = 26;
    private const double Left = 44;
    private const int MostBars = 60;
    private const double LeastForLabel = 90;

    /// <summary>Rows by state as one bar.</summary>
    public static XElement States(ReportedActivity activity)
    {
        double total = Math.Max(1, activity.States.Sum(state => state.Rows));
        double x = 0;
        XElement picture = Picture(36, string.Join(", ", activity.States.Where(state => state.Rows > 0).Select(state => $"{state.Name} {Number(state.Rows)}")));
        foreach ((string name, RowState state, long rows) in activity.States.Where(state => state.Rows > 0))
        {
            double width = Width * rows / total;
            picture.Add(Box(x, 0, width, 36, state, $"{name}: {Number(rows)} rows"));
            if (width > LeastForLabel)
                picture.Add(Text(x + (width / 2), 23, "on", "middle", name));
            x += width;
        }

        return picture;
    }

    /// <summary>The pattern of a state, for a legend.</summary>
    public static XElement Swatch(RowState state) =>
        new("svg", new XAttribute("class", "swatch"), new XAttribute("viewBox", "0 0 20 14"), new XAttribute("aria-hidden", "true"), Box(0, 0, 20, 14, state, null));

    /// <summary>When batches were answered, minute by minute, against what the service takes; null where there was none.</summary>
    public static XElement? Timeline(ReportedActivity activity, out string words)
    {
        words = string.Empty;
        List<BatchRecord> batches = activity.Activity.Batches.Where(batch => batch.Outcome is not (BatchOutcome.NotSent or BatchOutcome.Unknown)).ToList();
        if (batches.Count == 0)
            return null;
        DateTimeOffset start = batches.Min(batch => batch.AnsweredAt);
        int span = 1;
        while (Bars(batches, start, span).Count > MostBars)
            span++;
        List<(long At, int Count)> bars = Bars(batches, start, span);
        double? limit = activity.Limit is LaneRule rule ? rule.Capacity * span * 60 / rule.Window.TotalSeconds : null;
        words = Words(batches.Count, bars, span, limit);
        return Draw(bars, start, span, limit, words);
    }

    private static List<(long At, int Count)> Bars(List<BatchRecord> batches, DateTimeOffset start, int span) =>
        batches.GroupBy(batch => (long)((batch.AnsweredAt - start).TotalMinutes / span)).OrderBy(minute => minute.Key).Select(minute => (minute.Key, minute.Count())).ToList();

    private static string Words(int batches, List<(long At, int Count)> bars, int span, double? limit)
    {
        string time = span == 1 ? "minute" : $"{span} minutes";
        string text = $"{Number(batches)} {(batches == 1 ? "batch was" : "batches were")} answered in {Number(bars.Count)} {(bars.Count == 1 ? time : span == 1 ? "minutes" : $"stretches of {time}")}; {Number(bars.Max(bar => bar.Count))} in the busiest.";
        return limit is double most ? $"{text} The service takes {Number((long)most)} in {(span == 1 ? "a minute" : time)}." : text;
    }

    private static XElement Draw(List<(long At, int Count)> bars, DateTimeOffset start, int span, double? limit, string words)
    {
        double highest = Math.Max(bars.Max(bar => bar.Count), limit ?? 0);
        double step = (Width - Left) / Math.Max(bars.Count, 6);
        XElement picture = Picture(Height + Top + 24, words);
        for (int i = 0; i < bars.Count; i++)
        {
            double height = Height * bars[i].Count / highest;
            double x = Left + (i * step);
            picture.Add(Box(x + 2, Top + Height - height, Math.Max(step - 4, 1), height, RowState.Imported, $"{Moment(start, bars[i].At * span)}: {Number(bars[i].Count)} batches"));
            bool isStretch = i == 0 || bars[i].At != bars[i - 1].At + 1;
            if (step > 30 || i == 0)
                picture.Add(Text(x + (step / 2), Top + Height - height - 5, null, "middle", Number(bars[i].Count)));
            if (isStretch || (i == bars.Count - 1 && bars.Count > 6))
                picture.Add(Text(x + 2, Top + Height + 18, null, i == bars.Count - 1 && i > 0 ? "end" : "start", Moment(start, bars[i].At * span)));
        }

        picture.Add(Line(Left, Top + Height, Width, "axis"), Text(Left - 6, Top + Height, null, "end", "0"));
        if (limit is double most)
        {
            double y = Top + Height - (Height * most / highest);
            picture.Add(Line(Left, y, Width, "limit"), Text(Left - 6, y + 5, null, "end", Number((long)most)), Text(Width, y - 6, null, "end", "limit"));
        }

        return picture;
    }

    private static XElement Picture(double height, string words) => new(
        "svg",
        new XAttribute("viewBox", $"0 0 {Width} {Place(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", words));

    private static XElement Box(double x, double y, double width, double height, RowState state, string? title)
    {
        XElement box = new(
            "rect",
            new XAttribute("x", Place(x)),
            new XAttribute("y", Place(y)),
            new XAttribute("width", Place(width)),
            new XAttribute("height", Place(height)),
            new XAttribute("fill", $"url(#p-{state})"),
            new XAttribute("class", "box"));
        if (title is not null)
            box.Add(new XElement("title", title));
        return box;
    }

    private static XElement Line(double x, double y, double to, string kind) => new(
        "line", new XAttribute("x1", Place(x)), new XAttribute("y1", Place(y)), new XAttribute("x2", Place(to)), new XAttribute("y2", Place(y)), new XAttribute("class", kind));

    private static XElement Text(double x, double y, string? kind, string anchor, string text) => new(
        "text", new XAttribute("x", Place(x)), new XAttribute("y", Place(y)), new XAttribute("text-anchor", anchor), kind is null ? null : new XAttribute("class", kind), text);

    private static string Moment(DateTimeOffset start, long minutes) => start.ToLocalTime().AddMinutes(minutes).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Place(double place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
