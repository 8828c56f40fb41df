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
            throw Needed(chain.Hashes.Count > 0 ? ConstantContactTexts.ConsentDead : ConstantContactTexts.ConsentOver);
        if (chain is { IsSpending: true, Rotates: not false })
            throw Needed(ConstantContactTexts.ConsentSpending);
        if (!_canSave)
            await SaveAsync(refresh, ConstantContactTexts.SaveTokenFailed, BulkError.ConsentNeeded, token).ConfigureAwait(false);
        _canSave = true;

        // Whatever ends the waiting of those who asked, the answer is taken in: it is the only one there will be.
        GrantedTokens tokens = await SpendAsync(chain, refresh, vault, token).ConfigureAwait(false);
        chain.UsedAt = _settings.Clock.GetUtcNow();
        bool isNew = chain.Take(tokens);
        vault.Save();
        if (isNew)
            await SaveAsync(chain.Refresh!, ConstantContactTexts.SaveTokenFailedAfter, BulkError.ConsentNeeded, token).ConfigureAwait(false);
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
                throw Needed(ConstantContactTexts.ConsentSpending);
            if (answer.Error == "invalid_grant")
            {
                chain.Refresh = null;
                Mark(chain, vault, isSpending: false);
                throw Needed(ConstantContactTexts.ConsentDead);
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

    private async Task SaveAsync(string refresh, Func<string, string> text, BulkError error, CancellationToken token)
    {
        if (_settings.SaveToken is null)
            return;
        try
        {
            await _settings.SaveToken(refresh, token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new BulkException(error, text(e.Message.Replace(refresh, "(token)")), _host.Address.Authority, null);
        }
    }

    private BulkException Needed(string text) => new(BulkError.ConsentNeeded, text, _host.Address.Authority);
}
