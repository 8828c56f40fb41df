using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Reports;

/// <summary>
/// One page of HTML on activities, for people who were not there. It needs nothing from anywhere, and names nobody
/// unless it is asked to. The template is a resource; whatever goes in goes in as text.
/// </summary>
internal sealed class ReportPage
{
    private const string Template = "ActiveCampaign.Bulk.Core.Reports.Report.html";
    private const int MostAddresses = 10_000;
    private const int MostRanges = 100;

    private readonly IReadOnlyList<ReportedActivity> _activities;
    private readonly bool _showsAddresses;
    private readonly DateTimeOffset _now;

    /// <param name="activities">The activities, in the order of the page.</param>
    /// <param name="showsAddresses">Whether refused rows are named by their addresses.</param>
    /// <param name="now">The time.</param>
    public ReportPage(IReadOnlyList<ReportedActivity> activities, bool showsAddresses, DateTimeOffset now)
    {
        _activities = activities;
        _showsAddresses = showsAddresses;
        _now = now;
    }

    /// <summary>Writes the page.</summary>
    public void Write(Stream stream)
    {
        XDocument page = ReadTemplate();
        page.AddFirst(new XDocumentType("html", null, null, null));
        page.Root!.Element("head")!.Element("title")!.Value = Plain(Title);
        XElement main = page.Root.Element("body")!.Element("main")!;
        main.Add(new XElement("h1", Plain(Title)));
        if (_activities.Count > 1)
            main.Add(Overview());
        foreach (ReportedActivity activity in _activities)
            main.Add(Section(activity));
        main.Add(new XElement("footer", $"Made on {Moment(_now)}{(_showsAddresses ? "; it names people by their addresses" : "; it names nobody")}."));
        using XmlWriter writer = XmlWriter.Create(stream, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" });
        page.Save(writer);
    }

    private string Title => _activities.Count == 1 ? $"Report on {_activities[0].Activity.Header.Name}" : $"Report on {_activities.Count} activities";

    private static XDocument ReadTemplate()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Template) ?? throw new InvalidOperationException(Template);
        return XDocument.Load(stream);
    }

    private XElement Overview() => Wide(
        Row("th", "Activity", "Started", "State", "Rows", "Done", "Refused", "Open"),
        _activities.Select(activity => activity.Activity).Select(activity => new XElement(
            "tr",
            new XElement("td", new XElement("a", new XAttribute("href", "#a" + activity.Header.Id), Plain(activity.Header.Name))),
            Cells("td", Moment(activity.Header.StartedAt), activity.State.ToString()),
            Cells("td", Number(activity.RowsRead), Number(activity.Imported), Number(activity.Refused), Number(activity.Pending + activity.Unknown + activity.NotSent)))));

    private XElement Section(ReportedActivity reported)
    {
        ActivitySnapshot activity = reported.Activity;
        XElement section = new("section", new XAttribute("id", "a" + activity.Header.Id));
        if (_activities.Count > 1)
            section.Add(new XElement("h2", Plain(activity.Header.Name)));
        section.Add(new XElement("p", new XAttribute("class", "lead"), Lead(activity)));
        section.Add(new XElement("h3", "Rows"), ReportCharts.States(reported), Legend(reported));
        section.Add(new XElement("h3", "What to do next"), Steps(reported.Steps));
        section.Add(Reasons(reported));
        if (ReportCharts.Timeline(reported, out string words) is XElement timeline)
            section.Add(new XElement("h3", "Batches and the limit"), timeline, new XElement("p", words));
        section.Add(new XElement("h3", "Who, when and what"), Facts(activity));
        return section;
    }

    private static string Lead(ActivitySnapshot activity)
    {
        long open = activity.Pending + activity.Unknown + activity.NotSent;
        string rest = open == 0 ? "No row is open." : $"{Number(open)} {(open == 1 ? "row is" : "rows are")} open.";
        return $"{activity.State}: {Number(activity.RowsRead)} rows read, {Number(activity.Imported)} {(activity.Header.Kind == ActivityKinds.Import ? "imported" : "done")}, {Number(activity.Refused)} refused. {rest}";
    }

    private XElement Legend(ReportedActivity reported)
    {
        double total = Math.Max(1, reported.States.Sum(state => state.Rows));
        return Wide(Row("th", string.Empty, "State", "Rows", "Share"), reported.States.Where(state => state.Rows > 0).Select(state => new XElement(
            "tr",
            new XElement("td", ReportCharts.Swatch(state.State)),
            Cells("td", state.Name),
            Cells("td", Number(state.Rows), (state.Rows / total).ToString("P1", CultureInfo.InvariantCulture)))));
    }

    private XElement Steps(IReadOnlyList<ReportStep> steps) => steps.Count == 0
        ? new XElement("p", "Nothing: every row is settled.")
        : new XElement("ul", steps.Select(step => new XElement("li", Plain(step.Text), step.Command is null ? null : new XElement("code", Plain(step.Command)))));

    private IEnumerable<XElement> Reasons(ReportedActivity reported)
    {
        IReadOnlyList<ReasonGroup> reasons = reported.Reasons();
        if (reasons.Count == 0)
            yield break;
        IReadOnlyDictionary<long, string> addresses = _showsAddresses ? reported.Addresses() : new Dictionary<long, string>();
        yield return new XElement("h3", "Reasons");
        foreach (ReasonGroup reason in reasons)
        {
            yield return new XElement("h4", $"{Number(reason.Count)} {reason.State}{(reason.Code.Length > 0 ? ": " + Plain(reason.Code) : string.Empty)}");
            yield return new XElement("ul", reason.Texts.Where(text => text.Key.Length > 0).Select(text => new XElement("li", Plain(text.Key) + (text.Value == reason.Count ? string.Empty : $" ({Number(text.Value)})"))).DefaultIfEmpty(new XElement("li", "No reason is known.")));
            foreach (XElement rows in Numbers(reason))
                yield return rows;
            if (reason.Rows.Any(addresses.ContainsKey))
                yield return Named(reason, addresses);
        }
    }

    // A reader wants some, and nobody prints thousands: what is folded is not printed.
    private static IEnumerable<XElement> Numbers(ReasonGroup reason)
    {
        IReadOnlyList<string> ranges = reason.Ranges;
        bool isLong = ranges.Count > MostRanges;
        yield return new XElement("p", new XAttribute("class", "rows"), "Rows " + string.Join(", ", ranges.Take(MostRanges)) + (isLong ? ", and more" : string.Empty));
        if (isLong)
            yield return new XElement("details", new XElement("summary", $"All {Number(reason.Count)} rows"), new XElement("p", new XAttribute("class", "rows"), string.Join(", ", ranges)));
    }

    private XElement Named(ReasonGroup reason, IReadOnlyDictionary<long, string> addresses)
    {
        List<long> named = reason.Rows.Where(addresses.ContainsKey).ToList();
        string rest = named.Count > MostAddresses ? $" The first {Number(MostAddresses)} of {Number(named.Count)}; Export-ACReject writes all of them." : string.Empty;
        return new XElement(
            "details",
            new XElement("summary", "Addresses." + rest),
            new XElement("table", Row("th", "Row", "Address"), named.Take(MostAddresses).Select(row => Row("td", Number(row), addresses[row]))));
    }

    private XElement Facts(ActivitySnapshot activity)
    {
        ActivityHeader header = activity.Header;
        ActivityOrigin? origin = header.Origin;
        List<(string Name, string? Text)> facts =
        [
            ("Activity", header.Id),
            ("Kind", header.Kind),
            ("Account", header.Host + (header.IsSimulator ? " (simulator)" : string.Empty)),
            ("Started", Moment(header.StartedAt)),
            ("Last run", activity.LastRunAt is DateTimeOffset run && run != header.StartedAt ? Moment(run) : null),
            ("Ended", activity.EndedAt is DateTimeOffset end ? Moment(end) : null),
            ("Error", activity.Error),
            ("By", origin is null ? null : $"{origin.User} on {origin.Machine}"),
            ("With", origin is null ? null : string.Join(", ", new[] { "module " + origin.Module, origin.Shell, origin.Runtime, origin.System }.OfType<string>())),
            ("File", header.SourcePath is null ? "rows of a pipeline" : $"{header.SourcePath} ({Number(header.SourceLength)} bytes)"),
            ("SHA-256", header.SourceHash),
            .. ReportSettings.Of(header),
        ];
        return new XElement("dl", facts.Where(fact => !string.IsNullOrEmpty(fact.Text)).Select(fact => new object[] { new XElement("dt", fact.Name), new XElement("dd", Plain(fact.Text!)) }));
    }

    private static XElement Wide(params object[] rows) => new("div", new XAttribute("class", "wide"), new XElement("table", rows));

    private XElement Row(string kind, params string[] cells) => new("tr", Cells(kind, cells));

    private IEnumerable<XElement> Cells(string kind, params string[] cells) => cells.Select(cell => new XElement(kind, IsNumber(cell) ? new XAttribute("class", "number") : null, Plain(cell)));

    private static bool IsNumber(string text) => text.Length > 0 && text.All(c => char.IsDigit(c) || c is ',' or '.' or '%' or ' ');

    // A page that names nobody has no word with an @ in it, whatever a file, a tag or a service's text is called.
    private string Plain(string text)
    {
        string plain = PlainText.Of(text).Replace('\uFFFE', ' ').Replace('\uFFFF', ' ');
        return _showsAddresses || plain.IndexOf('@') < 0 ? plain : string.Join(" ", plain.Split(' ').Select(word => word.IndexOf('@') < 0 || word.Trim('\'', '"', '.', ',', ';', ')', '(') == "@" ? word : "(address)"));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
