using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Tests.Support;
using CsCheck;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

/// <summary>
/// Whatever happens to an activity, and wherever it is killed: live and read back from its lines, each row has the one
/// state that a model of its own gives it, the sums add up, nothing that was settled opens again, and somebody can go on
/// with each row that is open.
/// </summary>
public sealed class LedgerModelTests
{
    private const int Cases = 300;
    private const uint Seed = 20261128;

    private static readonly string[] s_musts = ["kill", "kill in a line", "resumed", "settled late", "failed without a name", "cut out", "checked", "sent again", "sent on", "repaired", "called", "erased", "expired"];

    private static readonly Gen<LedgerMove[]> s_imports = Moves([LedgerDeed.Read, LedgerDeed.Plan, LedgerDeed.Answer],
        (4, LedgerDeed.Read), (1, LedgerDeed.RefuseHere), (1, LedgerDeed.Supersede), (1, LedgerDeed.LeaveOut), (8, LedgerDeed.Plan), (8, LedgerDeed.Answer),
        (4, LedgerDeed.SendOn), (8, LedgerDeed.Settle), (1, LedgerDeed.NoteAgain), (3, LedgerDeed.Check), (3, LedgerDeed.Resend), (3, LedgerDeed.GoOn),
        (4, LedgerDeed.Repair), (1, LedgerDeed.CompleteInput), (1, LedgerDeed.End), (2, LedgerDeed.Kill), (1, LedgerDeed.Erase));

    private static readonly Gen<LedgerMove[]> s_calls = Moves([LedgerDeed.PlanCalls],
        (4, LedgerDeed.PlanCalls), (8, LedgerDeed.Call), (1, LedgerDeed.CompleteInput), (1, LedgerDeed.End), (2, LedgerDeed.Kill), (1, LedgerDeed.Erase));

    // What went with time is not sent any more: it ends most of a history.
    private static readonly Gen<LedgerMove[]> s_expired =
        from before in s_imports
        from after in Moves([], (4, LedgerDeed.Settle), (1, LedgerDeed.Repair))
        select (LedgerMove[])[.. before, new(LedgerDeed.End, 0, 0, 0), new(LedgerDeed.Expire, 0, 0, 0), .. after];

    private static readonly Gen<LedgerMove[]> s_histories = Gen.Frequency((8, s_imports), (2, s_calls), (1, s_expired));

    [Fact]
    public void Row_WhateverHappensAndWhereverItIsKilled_HasTheModelsState()
    {
        ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
        Parallel.For(0, Count(), new ParallelOptions { MaxDegreeOfParallelism = Count() > Cases ? Environment.ProcessorCount : 1 }, number =>
        {
            foreach (string what in Play((uint)number))
                seen.AddOrUpdate(what, 1, (_, times) => times + 1);
        });

        Assert.All(s_musts, must => Assert.True(seen.GetValueOrDefault(must) > Count() / 100, $"Only {seen.GetValueOrDefault(must)} of {Count()} histories: {must}"));
    }

    // Somebody was erased before a kill, and the batch that the kill left unanswered went without a line of its rows.
    [Theory]
    [InlineData(68203u)]
    [InlineData(69139u)]
    public void Row_OfAHistoryThatFailedOnce_HasTheModelsState(uint number) => Assert.NotEmpty(Play(number));

    // More by a script: Test-Ledger.ps1.
    private static int Count() => int.TryParse(Environment.GetEnvironmentVariable("AC_BULK_LEDGER_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : Cases;

    private static HashSet<string> Play(uint number)
    {
        PCG random = new(number, Seed);
        string seed = random.ToString();
        LedgerMove[] moves = s_histories.Generate(random, null, out _);
        try
        {
            return Play(moves);
        }
        catch (Exception)
        {
            // Says what has failed, and looks for a shorter history that fails too.
            s_histories.Sample(shorter => { Play(shorter); }, seed: seed, iter: 500, threads: 1, print: Text);
            throw;
        }
    }

    private static HashSet<string> Play(LedgerMove[] moves)
    {
        using LedgerHistory history = new();
        history.Play(moves);
        return history.Seen;
    }

    private static string Text(LedgerMove[] moves) => string.Join("\n", moves.Select(move => $"new({nameof(LedgerDeed)}.{move.Deed}, {move.A}, {move.B}, {move.C}),"));

    private static Gen<LedgerMove[]> Moves(LedgerDeed[] first, params (int, LedgerDeed)[] weights)
    {
        Gen<LedgerDeed> any = Gen.Frequency(weights.Select(weight => (weight.Item1, (IGen<LedgerDeed>)Gen.Const(weight.Item2))).ToArray());
        return
            from start in Gen.Select(Gen.Int[0, 255], Gen.Int[0, 65535], Gen.Int[0, 65535]).Array[first.Length]
            from others in Gen.Select(any, Gen.Int[0, 255], Gen.Int[0, 65535], Gen.Int[0, 65535]).Array[0, 60]
            select (LedgerMove[])[.. first.Zip(start, (deed, numbers) => new LedgerMove(deed, numbers.Item1, numbers.Item2, numbers.Item3)), .. others.Select(move => new LedgerMove(move.Item1, move.Item2, move.Item3, move.Item4))];
    }
}
