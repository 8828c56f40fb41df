using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// An activity that a process of an earlier build was killed at, as it lies in the folder Data: its journal, and a
/// simulated account that has had the same calls at the same times. The clock stands at the kill.
/// </summary>
internal sealed class OldJournal : IDisposable
{
    private const string Host = "account.example.org";
    private const string Root = "/data";

    private readonly string _stage;
    private readonly JsonDocument _account;

    public OldJournal(string stage)
    {
        _stage = Path.Combine(Path.GetDirectoryName(typeof(OldJournal).Assembly.Location)!, "Data", "journals-61ca807", stage);
        _account = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_stage, "account.json")));
        Rig = new ImportRig(MakeOptions, start: Time(_account.RootElement, "Start"));
        for (int i = 1; i <= _account.RootElement.GetProperty("People").GetInt32(); i++)
            Rig.Server.Account.AddContact($"p{i}@example.org", "Name " + i);
        Rig.Server.Account.AddExclusion("@blocked.example.org", ExclusionMatch.End);
        foreach (JsonElement call in _account.RootElement.GetProperty("Taken").EnumerateArray())
            CallAgain(call);
        Pass(Time(_account.RootElement, "Killed"));
        Folder = CopyJournal();
    }

    public ImportRig Rig { get; }

    public string Folder { get; }

    /// <summary>A number or word that the old build said of the activity.</summary>
    public string Told(string name) => _account.RootElement.GetProperty("Told").GetProperty(name).ToString();

    public void Dispose()
    {
        Rig.Dispose();
        _account.Dispose();
    }

    private static void MakeOptions(SimulatorOptions options) =>
        (options.EnforceLimits, options.SampleData, options.Seed, options.ActiveJitter) = (false, false, 61, TimeSpan.FromSeconds(10));

    private static DateTimeOffset Time(JsonElement element, string name) => element.GetProperty(name).GetDateTimeOffset();

    private void CallAgain(JsonElement call)
    {
        Pass(Time(call, "At"));
        using HttpClient client = new() { BaseAddress = Rig.Server.Uri };
        using HttpRequestMessage request = new(new HttpMethod(call.GetProperty("Method").GetString()!), call.GetProperty("Target").GetString());
        request.Headers.Add("Api-Token", Rig.Server.ApiToken);
        if (call.GetProperty("Body").GetString() is { Length: > 0 } body)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = client.SendAsync(request).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
    }

    private void Pass(DateTimeOffset until)
    {
        if (until > Rig.Clock.GetUtcNow())
            Rig.Clock.Advance(until - Rig.Clock.GetUtcNow());
    }

    private string CopyJournal()
    {
        string host = Path.GetDirectoryName(Rig.Store.FolderOf(Rig.Connection.Host, "x"))!;
        string old = Directory.GetDirectories(Path.Combine(_stage, "journal")).Single();
        string folder = Directory.CreateDirectory(Path.Combine(host, Path.GetFileName(old))).FullName;
        if (File.Exists(Path.Combine(_stage, "journal", "key")))
            File.Copy(Path.Combine(_stage, "journal", "key"), Path.Combine(host, "key"));
        foreach (string path in Directory.GetFiles(old))
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        string main = Path.Combine(folder, "journal.jsonl");
        File.WriteAllText(main, File.ReadAllText(main).Replace(Host, Rig.Connection.Host).Replace(Root, Rig.Home.Replace('\\', '/')));
        return folder;
    }
}
