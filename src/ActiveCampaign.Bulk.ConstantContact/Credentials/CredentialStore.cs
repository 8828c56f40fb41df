using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>
/// Access to an account: an access token that is renewed in time, once for all processes that share a folder. A refresh
/// token is spent once; what comes of it is stored before it is used. Safe for several threads.
/// </summary>
internal sealed class CredentialStore : IDisposable
{
    // Refused again as soon as that after it was renewed for a refusal, access is not refused for its age: another one would be
    // refused too.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly CredentialSettings _settings;
    private readonly TokenVault _vault;
    private readonly TokenRenewal _renewal;
    private readonly TokenHost _host;
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private AccessToken? _access;
    private DateTimeOffset _expiresAt;
    private long? _refusedAt;
    private string? _given;
    private bool _isPreferred;

    /// <summary>Makes no call and opens no file yet.</summary>
    /// <exception cref="BulkException">The address is not one that may be used.</exception>
    public CredentialStore(CredentialSettings settings)
    {
        _settings = settings;
        _given = settings.Granted?.Refresh ?? (settings.RefreshToken is null ? null : SecretText.Of(settings.RefreshToken));
        _vault = new TokenVault(settings.Folder, settings.ClientId, settings.Clock);
        _host = new TokenHost(settings);
        _renewal = new TokenRenewal(settings, _host);
        Host = ConstantContactAddress.OfApi(settings.Address).Authority;
    }

    /// <summary>The API's host.</summary>
    public string Host { get; }

    /// <summary>What journals are kept by: all accounts share the service's own address, and their applications tell them apart.</summary>
    public string HostOf(Uri api) => HostOf(api, _settings.ClientId);

    /// <summary>The same for an application.</summary>
    public static string HostOf(Uri api, string clientId) => api == ConstantContactAddress.OfApi(null) ? api.Authority + "_" + ConstantContactAddress.HashOf(clientId).Substring(0, 8) : api.Authority;

    /// <summary>Where tokens are stored that belong to an address.</summary>
    /// <param name="store">The journals' root.</param>
    /// <param name="address">The address as it was given; null asks for the service's own.</param>
    public static string FolderOf(JournalStore store, Uri? address) =>
        Path.Combine(Path.GetDirectoryName(store.LanesFolder(ConstantContactAddress.OfApi(address).Authority))!, "credentials");

    /// <summary>Whether a consent is stored that an application can go on with, without giving a token.</summary>
    public static bool HasStored(string folder, string clientId) => File.Exists(TokenVault.PathOf(folder, clientId));

    /// <summary>Access that lasts for a while yet.</summary>
    /// <exception cref="BulkException">There is none to be had.</exception>
    public async Task<AccessToken> GetAsync(CancellationToken token)
    {
        if (Current is AccessToken current)
            return current;
        await RunAsync(refused: null, token).ConfigureAwait(false);
        lock (_gate)
            return _access!;
    }

    /// <summary>The access there is, however old, for a call that was made ready for; null where there was none yet.</summary>
    public AccessToken? Access
    {
        get
        {
            lock (_gate)
                return _access;
        }
    }

    /// <summary>Access was refused: gets another one; false where that would be refused too.</summary>
    /// <param name="refused">The number of what was refused.</param>
    /// <param name="token">Ends the waiting, and not the renewal: a token that is being spent must not be lost.</param>
    /// <exception cref="BulkException">There is none to be had.</exception>
    public async Task<bool> RenewAsync(int refused, CancellationToken token)
    {
        string? text;
        lock (_gate)
        {
            if (_access is null || _access.Number != refused)
                return true;
            if (_refusedAt is long before && _settings.Clock.GetElapsedTime(before) < s_fresh)
                return false;
            text = _access.Text;
        }

        await RunAsync(text, token).ConfigureAwait(false);
        lock (_gate)
            _refusedAt = _settings.Clock.GetTimestamp();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task work;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;

            // First, so that nobody begins other work.
            _stop.Cancel();
            work = _work;
        }

        // A token that is being spent is not left alone: the answer is taken in first.
        work.ContinueWith(_ => Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Release()
    {
        _host.Dispose();
        _vault.Dispose();
        _stop.Dispose();
    }

    private AccessToken? Current
    {
        get
        {
            lock (_gate)
                return _access is not null && _settings.Clock.GetUtcNow() < _expiresAt ? _access : null;
        }
    }

    // Whoever asks meanwhile waits for the same work.
    private async Task RunAsync(string? refused, CancellationToken token)
    {
        Task work;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                throw new ObjectDisposedException(nameof(CredentialStore));
            if (_work.IsCompleted)
                _work = Task.Run(() => WorkAsync(refused, _stop.Token), CancellationToken.None);
            work = _work;
        }

        await ChangeSignal.WaitAsync(_settings.Clock, Timeout.InfiniteTimeSpan, work, token).ConfigureAwait(false);
        await work.ConfigureAwait(false);
    }

    private async Task WorkAsync(string? refused, CancellationToken token)
    {
        using TokenVault.Held held = await _vault.HoldAsync(token).ConfigureAwait(false);
        TokenChain chain = Find(held);
        await _renewal.HandOutAsync(chain, held).ConfigureAwait(false);
        bool isGood = chain.Access is not null && chain.Access != refused && _settings.Clock.GetUtcNow() < chain.ExpiresAt;
        if (!isGood)
            await _renewal.RenewAsync(chain, held, token).ConfigureAwait(false);
        lock (_gate)
        {
            if (_access?.Text != chain.Access)
                _access = new AccessToken(chain.Access!, (_access?.Number ?? 0) + 1);
            _expiresAt = chain.ExpiresAt;
            _given = chain.Refresh ?? _given;
        }
    }

    private TokenChain Find(TokenVault.Held held)
    {
        TokenChain? chain = _given is string given ? held.Chains.Find(known => known.Has(given))
            : _settings.Granted is GrantedTokens only ? held.Chains.Find(known => known.Access == only.Access) : held.Latest;
        if (chain is not null)
            return Prefer(chain, held);
        if (_settings.Granted is GrantedTokens granted)
            chain = TokenChain.Of(granted, isUnsaved: _settings.SaveToken is not null);
        else if (_given is not null)
            chain = TokenChain.Of(_given);
        else
            throw new BulkException(BulkError.ConsentNeeded, ConstantContactTexts.ConsentMissing, Host);
        held.Chains.Add(chain);
        return Prefer(chain, held);
    }

    // Whoever gives no token after this goes on with the same consent, however old it is.
    private TokenChain Prefer(TokenChain chain, TokenVault.Held held)
    {
        if (_isPreferred)
            return chain;
        if (held.Latest != chain || chain.UsedAt == default)
        {
            chain.UsedAt = _settings.Clock.GetUtcNow();
            held.Chains.Remove(chain);
            held.Chains.Add(chain);
            held.Save();
        }

        _isPreferred = true;
        return chain;
    }
}
