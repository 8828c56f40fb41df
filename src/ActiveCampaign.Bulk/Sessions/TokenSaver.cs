using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// Hands refresh tokens to the script block of -SaveToken. A token is renewed whenever it has to be, on any thread and
/// during any command, so the block runs in a runspace of its own.
/// </summary>
internal sealed class TokenSaver
{
    private readonly string _script;

    public TokenSaver(ScriptBlock script)
    {
        _script = script.ToString();
    }

    /// <summary>Runs the block; the token is its $_, as a SecureString. Where it fails, so does this, and the token is not counted on.</summary>
    public Task SaveAsync(string refreshToken, CancellationToken token) => Task.Run(() => Save(refreshToken), token);

    private void Save(string refreshToken)
    {
        using PowerShell shell = PowerShell.Create();
        shell.AddCommand("ForEach-Object").AddParameter("Process", ScriptBlock.Create(_script));
        shell.Invoke(new object[] { new NetworkCredential(string.Empty, refreshToken).SecurePassword });
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error.FirstOrDefault()?.ToString() ?? "the script block wrote an error");
    }
}
