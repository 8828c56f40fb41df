using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>
/// Keeps an application's tokens for all processes of a user: protected by Windows, elsewhere in a file that the user alone
/// can read, also where the folder above is shared. One process at a time holds it. Without a folder it keeps them in memory.
/// </summary>
internal sealed class TokenVault : IDisposable
{
    // Nothing is done with it that takes longer than a call or two.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_relook = TimeSpan.FromMilliseconds(100);

    // Unused for that long, a refresh token is dead.
    private static readonly TimeSpan s_life = TimeSpan.FromDays(180);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string? _path;
    private readonly TimeProvider _clock;
    private List<TokenChain> _memory = [];

    /// <summary>Opens nothing yet.</summary>
    /// <param name="folder">Where it is kept; null for memory.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="clock">What waiting is measured by.</param>
    public TokenVault(string? folder, string clientId, TimeProvider clock)
    {
        _path = folder is null ? null : PathOf(folder, clientId);
        _clock = clock;
    }

    /// <summary>The file of an application's tokens, of this user.</summary>
    public static string PathOf(string folder, string clientId) =>
        Path.Combine(folder, ConstantContactAddress.HashOf(clientId + "\n" + Environment.UserName).Substring(0, 16) + ".tokens");

    /// <summary>Waits until nobody else has it, in this process or another; dispose what you get.</summary>
    /// <exception cref="BulkException">It cannot be read, or somebody keeps it.</exception>
    public async Task<Held> HoldAsync(CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        FileStream? held = null;
        try
        {
            held = _path is null ? null : await LockAsync(_path, token).ConfigureAwait(false);
            return new Held(this, held, _path is null ? _memory : Read(_path));
        }
        catch (Exception e)
        {
            held?.Dispose();
            _turn.Release();
            throw e is IOException or UnauthorizedAccessException or JsonException ? Unusable(e) : e;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<FileStream> LockAsync(string path, CancellationToken token)
    {
        HomeFolder.Make(Path.GetDirectoryName(path)!);
        long began = _clock.GetTimestamp();
        while (true)
        {
            if (FileLock.TryHold(path + ".lock") is FileStream held)
                return held;
            if (_clock.GetElapsedTime(began) > s_patience)
                throw new BulkException(BulkError.ServiceUnavailable, ConstantContactTexts.TokensHeld(path), path);
            await _clock.PauseAsync(s_relook, token).ConfigureAwait(false);
        }
    }

    private static List<TokenChain> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        byte[] bytes = File.ReadAllBytes(path);
        return JsonSerializer.Deserialize<List<TokenChain>>(WindowsProtection.IsThere ? WindowsProtection.Unprotect(bytes) : bytes) ?? [];
    }

    private void Write(List<TokenChain> chains)
    {
        chains.RemoveAll(chain => chain.UsedAt < _clock.GetUtcNow() - s_life);
        if (_path is null)
        {
            _memory = chains;
            return;
        }

        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(chains);
        if (WindowsProtection.IsThere)
            bytes = WindowsProtection.Protect(bytes);
        string fresh = _path + WholeFile.Suffix;
        try
        {
            File.Delete(fresh);
            using (FileStream file = OpenPrivate(fresh))
            {
                file.Write(bytes, 0, bytes.Length);
                Disk.Flush(file);
            }

            WholeFile.Move(fresh, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    // Whatever the rights of the folder are: journals may be shared by several accounts, tokens never are.
    private static FileStream OpenPrivate(string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
#endif
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    private BulkException Unusable(Exception e) => new(BulkError.JournalUnwritable, ConstantContactTexts.TokensUnwritable(_path ?? string.Empty, e.Message), _path, e);

    /// <summary>The tokens, while nobody else has them.</summary>
    internal sealed class Held : IDisposable
    {
        private readonly TokenVault _owner;
        private readonly FileStream? _lock;

        internal Held(TokenVault owner, FileStream? held, List<TokenChain> chains) => (_owner, _lock, Chains) = (owner, held, chains);

        /// <summary>One for each consent.</summary>
        public List<TokenChain> Chains { get; }

        /// <summary>The consent that was used last; null where there is none.</summary>
        public TokenChain? Latest => Chains.OrderBy(chain => chain.UsedAt).LastOrDefault(chain => chain.Refresh is not null || chain.Access is not null);

        /// <summary>Stores them; on the disk when it returns.</summary>
        /// <exception cref="BulkException">They cannot be stored.</exception>
        public void Save() => _owner.Write(Chains);

        /// <inheritdoc/>
        public void Dispose()
        {
            _lock?.Dispose();
            _owner._turn.Release();
        }
    }
}
