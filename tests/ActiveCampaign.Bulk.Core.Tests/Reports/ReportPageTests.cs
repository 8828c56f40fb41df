using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Reports;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Reports;

public sealed class ReportPageTests : IDisposable
{
    private static readonly LaneRule s_limit = new(100, TimeSpan.FromMinutes(1), FreesByArrival: false);

    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void HundredThousandRows_EveryOtherRefused_IsUnderOneMegabyte()
    {
        ReportedActivity activity = Activity(rows: 100_000, isRefused: row => row % 2 == 0);

        byte[] page = Page(activity);

        Assert.InRange(page.Length, 100_000, 1_000_000);
        XDocument document = Parse(page);
        Assert.Equal("50,000", Legend(document)["Refused"]);
        Assert.Equal("50,000", Legend(document)["Imported"]);
        string[] rows = [.. document.Descendants("p").Where(p => (string?)p.Attribute("class") == "rows").Select(p => p.Value)];
        Assert.Equal("Rows " + string.Join(", ", Enumerable.Range(1, 100).Select(row => row * 2)) + ", and more", rows[0]);
        Assert.Equal(string.Join(", ", Enumerable.Range(1, 50_000).Select(row => row * 2)), rows[1]);
    }

    [Fact]
    public void NobodyIsNamed_UnlessItIsAskedFor()
    {
        ReportedActivity activity = Activity(rows: 20, isRefused: row => row > 15, name: "for ann@example.org");

        Assert.DoesNotContain("@example", Encoding.UTF8.GetString(Page(activity)), StringComparison.Ordinal);
        XDocument named = Parse(Page(activity, showsAddresses: true));

        Assert.Equal(Enumerable.Range(16, 5).Select(row => Contacts.Email(row)), named.Descendants("details").Single().Descendants("td").Select(cell => cell.Value).Where(cell => cell.Contains('@', StringComparison.Ordinal)));
        Assert.Contains("ann@example.org", named.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It has no '@'. Correct it.", "It has no '@'. Correct it.")]
    [InlineData("Mail <a.b@example.org>, or x@@y", "Mail (address) or (address)")]
    [InlineData("ann@example.org/csv is \"@\"", "(address) is \"@\"")]
    public void Words_ThatMayBeAddresses_AreLeftOut(string reason, string shown)
    {
        XDocument page = Parse(Page(Activity(rows: 3, isRefused: row => row == 2, reason: reason)));

        Assert.Equal(shown, page.Descendants("li").First(item => item.Value.StartsWith(shown[..3], StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void WhateverGoesIn_IsText()
    {
        const string Evil = "<script>alert('\"1\"')</script> & \u0007 \uFFFE \uD800";
        ReportedActivity activity = Activity(rows: 3, isRefused: row => row == 2, name: Evil, reason: Evil);

        XDocument page = Parse(Page(activity));

        Assert.Empty(page.Descendants("script"));
        Assert.Contains("<script>alert('\"1\"')</script> &", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.Contains(page.Descendants("li"), item => item.Value.StartsWith("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingComesFromElsewhere()
    {
        string page = Encoding.UTF8.GetString(Page(Activity(rows: 300, isRefused: _ => false)));

        Assert.StartsWith("<!DOCTYPE html", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page.Replace("http-equiv", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.All(Parse(Encoding.UTF8.GetBytes(page)).Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"), link => Assert.StartsWith("#", link.Value, StringComparison.Ordinal));

        // What HTML reads as an open element must not be closed in one tag.
        string[] open = ["div", "details", "summary", "p", "td", "th", "dd", "dt", "ul", "li", "h1", "h2", "h3", "h4", "main", "section", "code", "a", "title", "style", "table"];
        Assert.All(open, name => Assert.DoesNotMatch($"<{name}( [^>]*)?/>", page));
    }

    [Fact]
    public void Facts_AreThere_AndSoIsWhatIsLeftToDo()
    {
        XDocument page = Parse(Page(Activity(rows: 300, isRefused: row => row == 7, steps: [new ReportStep("Go on with:", "Resume-ACActivity -ActivityId 'x'")])));

        Dictionary<string, string> facts = page.Descendants("dt").Zip(page.Descendants("dd")).ToDictionary(fact => fact.First.Value, fact => fact.Second.Value);
        Assert.Equal($"{Environment.UserName} on {Environment.MachineName}", facts["By"].Split('\\')[^1]);
        Assert.Equal("/data/contacts.csv (12,345 bytes)", facts["File"]);
        Assert.Equal("abc123", facts["SHA-256"]);
        Assert.Equal("News, id:7", facts["Lists"]);
        Assert.Equal("vip", facts["Tags"]);
        Assert.Equal("skipped", facts["Automations"]);
        Assert.Equal("Mail \u2192 Email, Stadt \u2192 City (field 3)", facts["Columns"]);
        Assert.Equal("Resume-ACActivity -ActivityId 'x'", page.Descendants("code").Single().Value);
        Assert.Contains(page.Descendants("p"), text => text.Value == "2 batches were answered in 1 minute; 2 in the busiest. The service takes 100 in a minute.");
        Assert.Contains(page.Descendants("h4"), heading => heading.Value == "1 Refused: FailedAtService");
    }

    [Fact]
    public void Several_AreOnOnePage_WithAnOverview()
    {
        ReportedActivity first = Activity(rows: 20, isRefused: _ => false, name: "First");
        ReportedActivity second = Activity(rows: 30, isRefused: row => row == 1, name: "Second", id: "20260105-080000-bbbbbb");

        XDocument page = Parse(Page(first, second));

        Assert.Equal(["First", "Second"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(page.Descendants("section").Select(section => "#" + (string?)section.Attribute("id")), page.Descendants("a").Select(link => (string?)link.Attribute("href")));
    }

    [Fact]
    public void HoursOfBatches_StayWithinTheWidth()
    {
        ReportedActivity activity = Activity(rows: 100_000, isRefused: _ => false, pace: TimeSpan.FromMinutes(1));

        XDocument page = Parse(Page(activity));

        XElement timeline = page.Descendants("svg").Last(svg => svg.Attribute("role") is not null);
        Assert.InRange(timeline.Elements("rect").Count(), 2, 60);
        Assert.All(timeline.Elements("rect"), bar => Assert.InRange((double)bar.Attribute("x")! + (double)bar.Attribute("width")!, 0, 1000));
        Assert.Contains("The service takes 700 in 7 minutes.", (string?)timeline.Attribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void OldJournals_HaveNoOriginAndArePlain()
    {
        ReportedActivity activity = Activity(rows: 20, isRefused: _ => false);
        File.WriteAllText(_temp.Main, string.Join('\n', File.ReadAllLines(_temp.Main).Select(line => System.Text.RegularExpressions.Regex.Replace(line, ",\"origin\":{[^}]*}|,\"crc\":\"[0-9a-f]*\"", string.Empty).Replace("\"v\":2", "\"v\":1", StringComparison.Ordinal))) + "\n");

        XDocument page = Parse(Page(new ReportedActivity(ActivityDetail.Read(activity.Activity.Folder))));

        Assert.DoesNotContain(page.Descendants("dt"), fact => fact.Value == "By");
        Assert.Equal("20", Legend(page)["Imported"]);
    }

    private ReportedActivity Activity(int rows, Func<int, bool> isRefused, string name = "Spring fair", string reason = "Why.", IReadOnlyList<ReportStep>? steps = null, string? id = null, TimeSpan pace = default)
    {
        ActivityHeader header = TempJournal.Header with
        {
            Id = id ?? TempJournal.Header.Id,
            Name = name,
            SourceHash = "abc123",
            Settings = new Dictionary<string, string?>
            {
                ["listName"] = "[\"News\",\"id:7\"]", ["tag"] = "[\"vip\"]", ["skipAutomation"] = "True", ["mapping"] = "{\"Mail\":\"Email\",\"Stadt\":\"City (field 3)\"}",
            },
        };
        using (JournalWriter journal = _temp.Store.Create(header))
        {
            int number = 0;
            foreach (int[] batch in Enumerable.Range(1, rows).Chunk(250))
            {
                DateTimeOffset at = TempJournal.Now + TimeSpan.FromTicks(pace.Ticks * ++number);
                int refused = batch.Count(isRefused);
                journal.Note(new BatchAnswered(number, BatchOutcome.Pending, batch.Length, RowRanges.Format(batch.Select(row => (long)row)), at, "id-" + number));
                foreach (int row in batch.Where(isRefused))
                    journal.Refused(TempJournal.Refused(row) with { Problem = new RowProblem(RowReason.FailedAtService, reason) }, number);
                journal.Settled(TempJournal.Completed(number, batch.Length, refused), null, at);
            }

            journal.Ended(new ActivityEnd(ActivityState.Sent, rows, true), TempJournal.Now);
        }

        return new ReportedActivity(ActivityDetail.Read(_temp.Store.FolderOf(header.Host, header.Id))) { Limit = s_limit, Steps = steps ?? [] };
    }

    private static byte[] Page(params ReportedActivity[] activities) => Write(activities, showsAddresses: false);

    private static byte[] Page(ReportedActivity activity, bool showsAddresses) => Write([activity], showsAddresses);

    private static byte[] Write(IReadOnlyList<ReportedActivity> activities, bool showsAddresses)
    {
        using MemoryStream stream = new();
        new ReportPage(activities, showsAddresses, TempJournal.Now).Write(stream);
        return stream.ToArray();
    }

    private static XDocument Parse(byte[] page)
    {
        using MemoryStream stream = new(page);
        return XDocument.Load(stream);
    }

    private static Dictionary<string, string> Legend(XDocument page) =>
        page.Descendants("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray()).Where(cells => cells.Length == 4).ToDictionary(cells => cells[1], cells => cells[2]);
}
