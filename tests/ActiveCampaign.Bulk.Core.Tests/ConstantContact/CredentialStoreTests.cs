using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

[Collection(VirtualTimeCollection.Name)]
public sealed class CredentialStoreTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), "acbulk-" + Guid.NewGuid().ToString("N"));
    private readonly VirtualClock _clock = new();
    private readonly ClockDriver _driver;
    private readonly TokenBox _box = new();

    public CredentialStoreTests() => _driver = new ClockDriver(_clock, new CountingClock(_clock));

    public void Dispose()
    {
        _box.Dispose();
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Access_OfTwoProcesses_IsRenewedOnce()
    {
        using CredentialStore one = Store("first");
        using CredentialStore other = Store("first");

        AccessToken[] tokens = [];

        // The one that waits for the other's lock waits on the clock.
        await _driver.RunAsync(() => tokens = Task.WhenAll(one.GetAsync(CancellationToken.None), other.GetAsync(CancellationToken.None), one.GetAsync(CancellationToken.None)).GetAwaiter().GetResult());

        Assert.All(tokens, token => Assert.Equal("access1", token.Text));
        Assert.Equal(["first"], _box.Spent.Keys);
        Assert.All(_box.Spent.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Access_NearItsEnd_IsRenewed_WithTheTokenThatDescends()
    {
        await GetAsync("first");
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(6));
        Assert.Equal("access1", await GetAsync("first"));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("access2", await GetAsync("first"));
        Assert.Equal("access2", await GetAsync("refresh1"));
        Assert.Equal([("first", 1), ("refresh1", 1)], _box.Spent.Select(spent => (spent.Key, spent.Value)));
    }

    [Fact]
    public async Task Token_ThatIsNew_ReplacesTheStoredOne()
    {
        await GetAsync("first");
        _box.Allow("consented");

        Assert.Equal("access2", await GetAsync("consented"));
        Assert.Equal("access2", await GetAsync(null));
    }

    [Fact]
    public async Task Access_RefusedByTheService_IsRenewedOnce_ForAllThatWereRefused()
    {
        using CredentialStore store = Store("first");
        AccessToken refused = await store.GetAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(2));

        bool[] renewed = await Task.WhenAll(store.RenewAsync(refused.Number, CancellationToken.None), store.RenewAsync(refused.Number, CancellationToken.None));
        Assert.All(renewed, Assert.True);
        Assert.True(await store.RenewAsync(refused.Number, CancellationToken.None));

        AccessToken now = await store.GetAsync(CancellationToken.None);
        Assert.Equal("access2", now.Text);
        Assert.False(await store.RenewAsync(now.Number, CancellationToken.None));
        Assert.Equal(2, _box.Spent.Count);
    }

    [Fact]
    public async Task Kill_BetweenAnswerAndStoring_IsToldByTheNextRun_WhichSpendsNothing()
    {
        Dictionary<string, byte[]> asKilled = [];
        _box.Issued = () => asKilled = Directory.GetFiles(_home).Where(path => path.EndsWith(".tokens", StringComparison.Ordinal)).ToDictionary(path => path, File.ReadAllBytes);
        await GetAsync("first");
        foreach (KeyValuePair<string, byte[]> file in asKilled)
            File.WriteAllBytes(file.Key, file.Value);

        BulkException e = await Assert.ThrowsAsync<BulkException>(() => GetAsync("first"));

        Assert.Equal((BulkError.ConsentNeeded, true), (e.Error, e.Message.Contains("Connect-CCSession")));
        Assert.Equal(1, _box.Spent["first"]);
        _box.Allow("consented");
        Assert.Equal("access2", await GetAsync("consented"));
    }

    [Fact]
    public async Task Answer_ThatIsLost_LeavesTheTokenUnused()
    {
        _box.Instead.Enqueue(TokenBox.Cut);

        for (int run = 0; run < 2; run++)
            Assert.Equal(BulkError.ConsentNeeded, (await Assert.ThrowsAsync<BulkException>(() => GetAsync("first"))).Error);
        Assert.Equal(1, _box.Spent["first"]);
    }

    [Fact]
    public async Task Answer_ThatIsLost_OfATokenThatStays_IsAskedForAgain()
    {
        _box.Rotates = false;
        await GetAsync("first");
        _clock.Advance(TimeSpan.FromDays(1));
        _box.Instead.Enqueue(TokenBox.Cut);
        string? access = null;

        await _driver.RunAsync(() => access = GetAsync("first", counted: true).GetAwaiter().GetResult());

        Assert.Equal("access2", access);
    }

    [Fact]
    public async Task Host_ThatIsBusy_IsAskedAgain_AndTheTokenIsKept()
    {
        _box.Instead.Enqueue(() => TokenBox.Json((HttpStatusCode)429, "{}"));
        _box.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") });
        string? access = null;

        await _driver.RunAsync(() => access = GetAsync("first", counted: true).GetAwaiter().GetResult());

        Assert.Equal("access1", access);
    }

    [Fact]
    public async Task Token_ThatIsDead_EndsWithTheCommandThatConsentsAgain_AndIsTriedOnce()
    {
        for (int run = 0; run < 2; run++)
        {
            BulkException e = await Assert.ThrowsAsync<BulkException>(() => GetAsync("worn-out"));
            Assert.Equal((BulkError.ConsentNeeded, true, false), (e.Error, e.Message.Contains("Connect-CCSession"), e.Message.Contains("worn-out")));
        }

        Assert.Equal(1, _box.Spent["worn-out"]);
    }

    [Fact]
    public async Task Client_ThatIsUnknown_LeavesTheTokenAsGoodAsBefore()
    {
        _box.Instead.Enqueue(() => TokenBox.Json(HttpStatusCode.Unauthorized, """{"error":"invalid_client","error_description":"No such client."}"""));

        Assert.Equal(BulkError.TokenRefused, (await Assert.ThrowsAsync<BulkException>(() => GetAsync("first"))).Error);
        Assert.Equal("access1", await GetAsync("first"));
    }

    [Fact]
    public async Task SaveToken_IsCalledBeforeAnythingIsSpent_AndWithWhatIsNew()
    {
        List<string> saved = [];

        await GetAsync("first", save: token =>
        {
            saved.Add(token + " " + _box.Spent.Count);
            return Task.CompletedTask;
        });

        Assert.Equal(["first 0", "refresh1 1"], saved);
    }

    [Fact]
    public async Task SaveToken_ThatFails_SpendsNothing()
    {
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => GetAsync("first", save: token => throw new InvalidOperationException("No vault for " + token)));

        Assert.Empty(_box.Spent);
        Assert.DoesNotContain("vault for first", e.Message);
        Assert.Contains("Nothing was spent", e.Message);
    }

    [Fact]
    public async Task SaveToken_ThatFailsWithTheNewToken_GetsItAgain_AndNothingIsSpentForThat()
    {
        List<string> saved = [];
        Func<string, Task> save = token =>
        {
            saved.Add(token);
            return saved.Count == 2 ? throw new InvalidOperationException("No vault.") : Task.CompletedTask;
        };

        BulkException e = await Assert.ThrowsAsync<BulkException>(() => GetAsync("first", save));
        Assert.Contains("connect again", e.Message);
        Assert.Equal("access1", await GetAsync("first", save));
        Assert.Equal("access1", await GetAsync("first", save));

        Assert.Equal(["first", "refresh1", "refresh1"], saved);
        Assert.Equal(["first"], _box.Spent.Keys);
    }

    [Fact]
    public async Task SaveToken_ThatFailsWithTheNewToken_GetsItAgain_FromTheSameConnection()
    {
        List<string> saved = [];
        using CredentialStore store = new(Settings("first", token =>
        {
            saved.Add(token);
            return saved.Count == 2 ? throw new InvalidOperationException("No vault.") : Task.CompletedTask;
        }) with { Folder = null });

        await Assert.ThrowsAsync<BulkException>(() => store.GetAsync(CancellationToken.None));

        Assert.Equal("access1", (await store.GetAsync(CancellationToken.None)).Text);
        Assert.Equal(["first", "refresh1", "refresh1"], saved);
    }

    [Fact]
    public async Task SaveToken_GetsWhatWasJustGranted()
    {
        List<string> saved = [];
        using CredentialStore store = new(Settings(null, token =>
        {
            saved.Add(token);
            return Task.CompletedTask;
        }) with { Granted = new GrantedTokens("granted", "next", _clock.GetUtcNow() + TimeSpan.FromHours(1)) });

        await store.GetAsync(CancellationToken.None);
        Assert.Equal(["next"], saved);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_ThatCannotBeStoredAfterTheyWereIssued_AreToldOf_AsSpent(bool isSavedElsewhere)
    {
        List<string> saved = [];
        _box.Issued = () => Directory.CreateDirectory(Directory.GetFiles(_home, "*.tokens").Single() + Core.Files.WholeFile.Suffix);

        BulkException e = await Assert.ThrowsAsync<BulkException>(() => GetAsync("first", !isSavedElsewhere ? null : token =>
        {
            saved.Add(token);
            return Task.CompletedTask;
        }));

        Assert.Equal(BulkError.JournalUnwritable, e.Error);
        Assert.Contains(isSavedElsewhere ? "spent, and -SaveToken has the new one" : "spent and the new one is lost", e.Message);
        Assert.Equal(isSavedElsewhere ? ["first", "refresh1"] : [], saved);
    }

    [Theory]
    [InlineData("", 86_000)]
    [InlineData(",\"expires_in\":\"3600\"", 3_000)]
    [InlineData(",\"expires_in\":60", 40)]
    public async Task Access_ServesForMostOfItsTime_HoweverThatIsTold(string life, int seconds)
    {
        _box.Life = life;
        await GetAsync("first");
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal("access1", await GetAsync("first"));
        _clock.Advance(TimeSpan.FromSeconds(1_000));
        Assert.Equal("access2", await GetAsync("first"));
    }

    [Fact]
    public async Task Consent_ThatIsOlderAndGivenAgain_IsTheOneToGoOnWith()
    {
        await GetAsync("first");
        _box.Allow("consented");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("access2", await GetAsync("consented"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("access1", await GetAsync("first"));

        Assert.Equal("access1", await GetAsync(null));
    }

    [Fact]
    public async Task Token_ThatIsDead_IsToBeLeftOut_WhereItWasGiven()
    {
        BulkException given = await Assert.ThrowsAsync<BulkException>(() => GetAsync("worn-out"));
        BulkException stored = await Assert.ThrowsAsync<BulkException>(() => GetAsync(null));

        Assert.Contains("Leave the old refresh token out", given.Message);
        Assert.DoesNotContain("Leave the old refresh token out", stored.Message);
    }

    [Fact]
    public async Task Store_ThatWasDisposed_SpendsNothingAnyMore()
    {
        CredentialStore store = Store("first");
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetAsync(CancellationToken.None));
        Assert.Empty(_box.Spent);
    }

    [Fact]
    public async Task Consent_ThatWasNeverGiven_IsToldOf() =>
        Assert.Equal(BulkError.ConsentNeeded, (await Assert.ThrowsAsync<BulkException>(() => GetAsync(null))).Error);

    [Fact]
    public async Task Grant_WithoutARefreshToken_LastsAsLongAsItsAccess()
    {
        using CredentialStore store = new(Settings(null, null) with { Granted = new GrantedTokens("granted", null, _clock.GetUtcNow() + TimeSpan.FromHours(1)) });
        Assert.Equal("granted", (await store.GetAsync(CancellationToken.None)).Text);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Contains("no refresh token", (await Assert.ThrowsAsync<BulkException>(() => store.GetAsync(CancellationToken.None))).Message);
    }

    [Fact]
    public async Task Tokens_InMemoryAlone_LeaveNoFile()
    {
        using CredentialStore store = new(Settings("first", null) with { Folder = null });
        Assert.Equal("access1", (await store.GetAsync(CancellationToken.None)).Text);
        Assert.False(Directory.Exists(_home));
    }

#if NET8_0_OR_GREATER && !NETSTANDARD_BUILD
    [Fact]
    public async Task File_OfTokens_IsTheUsersAlone()
    {
        await GetAsync("first");
        string path = Assert.Single(Directory.GetFiles(_home, "*.tokens"));
        Assert.True(CredentialStore.HasStored(_home, "client"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
#endif

    private async Task<string> GetAsync(string? refresh, Func<string, Task>? save = null, bool counted = false)
    {
        using CredentialStore store = new(Settings(refresh, save) with { WrapHandler = _ => counted ? _driver.Count(_box) : Kept() });
        return (await store.GetAsync(CancellationToken.None).ConfigureAwait(false)).Text;
    }

    private CredentialStore Store(string refresh) => new(Settings(refresh, null));

    private CredentialSettings Settings(string? refresh, Func<string, Task>? save) => new()
    {
        ClientId = "client",
        RefreshToken = refresh is null ? null : Secret(refresh),
        Folder = _home,
        Clock = _clock,
        SaveToken = save is null ? null : (token, _) => save(token),
        WrapHandler = _ => Kept(),
    };

    // A store that is done with disposes what it sends with; the box serves the next one too.
    private KeptHandler Kept() => new(_box);

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        return secret;
    }

    private sealed class KeptHandler : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner;

        public KeptHandler(HttpMessageHandler inner) => _inner = new HttpMessageInvoker(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);
    }
}
