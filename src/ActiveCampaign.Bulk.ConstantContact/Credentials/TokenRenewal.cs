using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>
/// Spends a refresh token, whose vault is held. That it is being spent is on the disk before it is sent, so that it is not
/// sent again when nobody knows what came of it.
/// </summary>
internal sealed class TokenRenewal
{
    private const int Tries = 6;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);

    private readonly CredentialSettings _settings;
    private readonly TokenHost _host;
    private bool _canSave;

    public TokenRenewal(CredentialSettings settings, TokenHost host)
    {
        _settings = settings;
        _host = host;
    }

    /// <summary>Renews access; the chain has the new tokens, stored, when it returns.</summary>
    /// <exception cref="BulkException">There is none to be had.</exception>
    public async Task RenewAsync(TokenChain chain, TokenVault.Held vault, CancellationToken token)
    {
        if (chain.Refresh is not string refresh)
            throw Over(chain.Hashes.Count > 0 ? ConstantContactTexts.ConsentDead : ConstantContactTexts.ConsentOver);
        if (chain is { IsSpending: true, Rotates: not false })
            throw Over(ConstantContactTexts.ConsentSpending);
        if (!_canSave)
            await SaveAsync(refresh, ConstantContactTexts.SaveTokenFailed, token).ConfigureAwait(false);
        _canSave = true;

        // Whatever ends the waiting of those who asked, the answer is taken in: it is the only one there will be.
        GrantedTokens tokens = await SpendAsync(chain, refresh, vault, token).ConfigureAwait(false);
        chain.UsedAt = _settings.Clock.GetUtcNow();
        chain.IsUnsaved |= chain.Take(tokens) && _settings.SaveToken is not null;
        await StoreAsync(chain, vault).ConfigureAwait(false);
    }

    /// <summary>Hands out a refresh token that is stored nowhere but here: until that has worked once, before anything else is done with it.</summary>
    /// <exception cref="BulkException">It was not taken.</exception>
    public async Task HandOutAsync(TokenChain chain, TokenVault.Held vault)
    {
        if (!chain.IsUnsaved || _settings.SaveToken is null || chain.Refresh is not string refresh)
            return;

        // Not even whoever ends the work ends this: the one before is spent.
        await SaveAsync(refresh, ConstantContactTexts.SaveTokenFailedAfter, CancellationToken.None).ConfigureAwait(false);
        (chain.IsUnsaved, _canSave) = (false, true);
        vault.Save();
    }

    // What cannot be stored here is handed out all the same, and the other way round: either is enough to go on with.
    private async Task StoreAsync(TokenChain chain, TokenVault.Held vault)
    {
        try
        {
            vault.Save();
        }
        catch (BulkException e)
        {
            bool isHandedOut = chain.IsUnsaved;
            if (isHandedOut)
                await SaveAsync(chain.Refresh!, ConstantContactTexts.SaveTokenFailedAfter, CancellationToken.None).ConfigureAwait(false);
            throw new BulkException(e.Error, ConstantContactTexts.TokensUnwritten(e.Target ?? string.Empty, (e.InnerException ?? e).Message, isHandedOut), e.Target, e);
        }

        await HandOutAsync(chain, vault).ConfigureAwait(false);
    }

    private async Task<GrantedTokens> SpendAsync(TokenChain chain, string refresh, TokenVault.Held vault, CancellationToken token)
    {
        TimeSpan pause = s_firstPause;
        for (int tries = 1; ; tries++)
        {
            Mark(chain, vault, isSpending: true);
            TokenAnswer answer = await _host.RefreshAsync(refresh, CancellationToken.None).ConfigureAwait(false);
            if (answer.Tokens(_settings.Clock.GetUtcNow()) is GrantedTokens tokens)
                return tokens;
            if (answer.Outcome == TokenOutcome.Lost && chain.Rotates != false)
                throw Over(ConstantContactTexts.ConsentSpending);
            if (answer.Error == "invalid_grant")
            {
                chain.Refresh = null;
                Mark(chain, vault, isSpending: false);
                throw Over(ConstantContactTexts.ConsentDead);
            }

            // It was answered, and nothing was issued: the token is as good as before.
            Mark(chain, vault, isSpending: false);
            if (!answer.IsBusy && answer.Outcome != TokenOutcome.Lost)
                throw new BulkException(BulkError.TokenRefused, ConstantContactTexts.ClientRefused(_host.Address.Authority, answer.Why), _host.Address.Authority);
            if (tries == Tries)
                throw new BulkException(BulkError.ServiceUnavailable, ConstantContactTexts.TokensUnavailable(_host.Address.Authority, answer.Why), _host.Address.Authority);
            await _settings.Clock.PauseAsync(pause, token).ConfigureAwait(false);
            pause += pause;
        }
    }

    private static void Mark(TokenChain chain, TokenVault.Held vault, bool isSpending)
    {
        chain.IsSpending = isSpending;
        vault.Save();
    }

    private async Task SaveAsync(string refresh, Func<string, string> text, CancellationToken token)
    {
        if (_settings.SaveToken is null)
            return;
        try
        {
            await _settings.SaveToken(refresh, token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Needed(text(e.Message.Replace(refresh, "(token)")));
        }
    }

    private BulkException Needed(string text) => new(BulkError.ConsentNeeded, text, _host.Address.Authority);

    // Given again, the old token would be tried before the new consent.
    private BulkException Over(string text) => Needed(_settings.RefreshToken is null ? text : text + " " + ConstantContactTexts.GiveNoMore);
}
