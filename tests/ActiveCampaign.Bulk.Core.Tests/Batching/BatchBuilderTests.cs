using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

public sealed class BatchBuilderTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(2, "2")]
    [InlineData(249, "249")]
    [InlineData(250, "250")]
    [InlineData(251, "249 2")]
    [InlineData(252, "250 2")]
    [InlineData(500, "250 250")]
    [InlineData(501, "250 249 2")]
    [InlineData(750, "250 250 250")]
    public void Batches_ByCount_NeverEndInOneAlone(int rows, string sizes)
    {
        List<Batch> batches = Fill(Contacts.Builder(), rows);
        Assert.Equal(sizes, string.Join(" ", batches.Select(batch => batch.Rows.Count)));
        Assert.Equal(Enumerable.Range(1, rows).Select(number => (long)number), batches.SelectMany(Contacts.Numbers));
        Assert.Equal(Enumerable.Range(1, rows).Select(number => Contacts.Email(number)), batches.SelectMany(Contacts.Emails));
    }

    [Theory]
    [InlineData(2, 5, "2 2 1")]
    [InlineData(3, 4, "2 2")]
    [InlineData(3, 7, "3 2 2")]
    public void Batches_SmallLimit_ShareOutWhereThatHelps(int limit, int rows, string sizes) =>
        Assert.Equal(sizes, string.Join(" ", Fill(Contacts.Builder(limit), rows).Select(batch => batch.Rows.Count)));

    [Fact]
    public void TakeReady_FullBatch_WaitsForTwoMoreRows()
    {
        using BatchBuilder builder = Contacts.Builder(3);
        AddRows(builder, 1, 4);
        Assert.Null(builder.TakeReady());
        builder.Add(5);
        Assert.Equal([1L, 2, 3], Contacts.Numbers(builder.TakeReady()!));
        Assert.Null(builder.TakeReady());
        Assert.Equal([4L, 5], Contacts.Numbers(builder.Complete().Single()));
    }

    [Fact]
    public void TakeReady_UpToHoldUntil_HandsOutNothing()
    {
        using BatchBuilder builder = Contacts.Builder(2, holdUntil: 10);
        AddRows(builder, 1, 10);
        Assert.Null(builder.TakeReady());
        builder.Add(11);
        Assert.Equal([1L, 2], Contacts.Numbers(builder.TakeReady()!));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void Batches_ByBytes_FillTheLimitExactly(int over, int inFirst)
    {
        const int Half = 199_000;
        int others = BodyLength(new string('x', Half), string.Empty);
        using BatchBuilder builder = Contacts.Builder();
        Assert.True(builder.Add(1, new string('x', Half)));
        Assert.True(builder.Add(2, new string('y', ServiceLimits.MaxBytes - others + over)));
        Assert.True(builder.Add(3, "1"));
        Assert.True(builder.Add(4, "2"));
        Batch first = builder.TakeReady()!;
        Assert.Equal(inFirst, first.Rows.Count);
        if (over == 0)
            Assert.Equal(399_999, first.Body.Count);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void TryAdd_RowAlone_FitsExactlyOrIsRefused(int over, bool fits)
    {
        int others = BodyLength(string.Empty);
        using BatchBuilder builder = Contacts.Builder();
        Assert.Equal(fits, builder.Add(1, new string('x', ServiceLimits.MaxBytes - others + over)));
        Assert.Equal(fits ? 1 : 0, builder.Complete().Sum(batch => batch.Rows.Count));
    }

    [Fact]
    public void TryAdd_TooLarge_LeavesTheOthersAlone()
    {
        using BatchBuilder builder = Contacts.Builder();
        builder.Add(1);
        Assert.False(builder.Add(2, new string('x', 400_000)));
        builder.Add(3);
        Batch batch = builder.Complete().Single();
        Assert.Equal([1L, 3], Contacts.Numbers(batch));
        Assert.Equal([Contacts.Email(1), Contacts.Email(3)], Contacts.Emails(batch));
    }

    [Fact]
    public void TryAdd_Bytes_CountTheEnvelopeAndUtf8()
    {
        ImportEnvelope envelope = ImportEnvelopes.Create(skipAutomation: true, callback: null);
        using BatchBuilder probe = Contacts.Builder(envelope: envelope);
        probe.Add(1, "Жж");
        int length = probe.Complete().Single().Body.Count;
        Assert.Equal(Contacts.Envelope.Prefix.Length + envelope.Suffix.Length + """{"email":"row1@example.com","phone":""}""".Length + 4, length);
        using BatchBuilder enough = Contacts.Builder(maxBytes: length, envelope: envelope);
        using BatchBuilder scarce = Contacts.Builder(maxBytes: length - 1, envelope: envelope);
        Assert.True(enough.Add(1, "Жж"));
        Assert.False(scarce.Add(1, "Жж"));
    }

    [Fact]
    public void Complete_LoneTailThatCannotTakeOneMore_GoesAlone()
    {
        string large = new('x', 130_000);
        using BatchBuilder builder = Contacts.Builder();
        for (int number = 1; number <= 3; number++)
            builder.Add(number, large);
        builder.Add(4, new string('y', 390_000));
        Assert.Equal([3, 1], builder.Complete().Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void TakeReady_OtherShape_BeginsANewBatchAtOnce()
    {
        RowShape other = new(["phone", "email"]);
        using BatchBuilder builder = Contacts.Builder();
        AddRows(builder, 1, 3);
        builder.Add(4, shape: other);
        Batch first = builder.TakeReady()!;
        Assert.Equal([1L, 2, 3], Contacts.Numbers(first));
        Assert.Same(Contacts.Shape, first.Shape);
        Batch second = builder.Complete().Single();
        Assert.Same(other, second.Shape);
        Assert.Equal([4L], Contacts.Numbers(second));
    }

    [Fact]
    public void Complete_OtherShapeAlone_TakesNoRowOfTheOne()
    {
        using BatchBuilder builder = Contacts.Builder(3);
        AddRows(builder, 1, 3);
        builder.Add(4, shape: new RowShape(["email", "phone"]));
        Assert.Equal([3, 1], builder.Complete().Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void AddBack_LoneRow_JoinsTheNextBatch()
    {
        using BatchBuilder builder = Contacts.Builder();
        builder.Add(7, "+7");
        using (Batch lone = Contacts.Batch(1, 3))
            builder.AddBack(lone);
        Batch batch = builder.Complete().Single();
        Assert.Equal([7L, 3], Contacts.Numbers(batch));
        Assert.Equal([Contacts.Email(7), Contacts.Email(3)], Contacts.Emails(batch));
        Assert.Equal("""["row3@example.com","+3"]""", Contacts.Text(batch.Cells(1)));
        using RowDigester digester = new(Contacts.Key);
        Assert.Equal(digester.Address(Contacts.Email(3)), batch.Rows[1].Digest.Address);
    }

    [Fact]
    public void AddBack_FullBatch_BeginsTheNext()
    {
        using BatchBuilder builder = Contacts.Builder(2);
        AddRows(builder, 1, 2);
        using (Batch lone = Contacts.Batch(1, 9))
            builder.AddBack(lone);
        Assert.Null(builder.TakeReady());
        Assert.Equal(["1,2", "9"], builder.Complete().Select(batch => string.Join(",", Contacts.Numbers(batch))));
    }

    [Fact]
    public void Body_FullContact_IsExactlyTheDocumentedShape()
    {
        ContactRow contact = new()
        {
            Email = "Анна@example.com",
            FirstName = "Анна \"A\"",
            LastName = "",
            Phone = "+1<2>&'",
            Account = "Müller\n& Söhne",
            Tags = ["vip", "Messe"],
            Fields = [new FieldValue(4, "Gold"), new FieldValue(6, "||Red||Blue||"), new FieldValue(7, "")],
            Subscribe = [3, 4],
            Unsubscribe = [9],
        };
        using BatchBuilder builder = Contacts.Builder(envelope: ImportEnvelopes.Create(skipAutomation: true, callback: null));
        builder.TryAdd(new SourceRow(1, 2, Contacts.Shape, ["Анна@example.com", DBNull.Value]), contact);
        Batch batch = builder.Complete().Single();
        Assert.Equal(
            """
            {"contacts":[{"email":"Анна@example.com","first_name":"Анна \"A\"","last_name":"","phone":"+1<2>&'",
            "customer_acct_name":"Müller\n& Söhne","tags":["vip","Messe"],
            "fields":[{"id":4,"value":"Gold"},{"id":6,"value":"||Red||Blue||"},{"id":7,"value":""}],
            "subscribe":[{"listid":3},{"listid":4}],"unsubscribe":[{"listid":9}]}],"exclude_automations":true}
            """.ReplaceLineEndings(string.Empty),
            Contacts.Text(batch));
        Assert.Equal("""["Анна@example.com",null]""", Contacts.Text(batch.Cells(0)));
        using JsonDocument document = JsonDocument.Parse(batch.Body.AsMemory());
        Assert.Equal("Müller\n& Söhne", document.RootElement.GetProperty("contacts")[0].GetProperty("customer_acct_name").GetString());
    }

    [Fact]
    public void Body_SeveralContacts_IsValidJson()
    {
        Batch batch = Contacts.Batch(1, 1, 2, 3);
        Assert.Equal(
            """{"contacts":[{"email":"row1@example.com","phone":"+1"},{"email":"row2@example.com","phone":"+2"},{"email":"row3@example.com","phone":"+3"}]}""",
            Contacts.Text(batch));
        Assert.Equal([2L, 3, 4], batch.Rows.Select(row => row.Line));
        Assert.Equal("""{"email":"row2@example.com","phone":"+2"}""", Contacts.Text(batch.Contact(1)));
    }

    [Fact]
    public void Cells_DamagedInAnIgnoredColumn_DoNotEndTheRun()
    {
        using BatchBuilder builder = Contacts.Builder();
        Assert.True(builder.TryAdd(new SourceRow(1, 0, Contacts.Shape, ["a@example.com", new string(['x', '\uD800'])]), Contacts.Contact("a@example.com")));
        Batch batch = builder.Complete().Single();
        using JsonDocument cells = JsonDocument.Parse(batch.Cells(0));
        Assert.Equal("x\uFFFD", cells.RootElement[1].GetString());
    }

    [Fact]
    public void Pick_Rows_MakesAWholeBatchOfThem()
    {
        using Batch batch = Contacts.Batch(5, 1, 2, 3, 4);
        using Batch rest = batch.Pick([3, 0], Contacts.Envelope);
        Assert.Equal(5, rest.Parent);
        Assert.Equal(0, rest.Number);
        Assert.Same(batch.Shape, rest.Shape);
        Assert.Equal([4L, 1], Contacts.Numbers(rest));
        Assert.Equal([5L, 2], rest.Rows.Select(row => row.Line));
        Assert.Equal("""{"contacts":[{"email":"row4@example.com","phone":"+4"},{"email":"row1@example.com","phone":"+1"}]}""", Contacts.Text(rest));
        Assert.Equal("""["row1@example.com","+1"]""", Contacts.Text(rest.Cells(1)));
        Assert.Equal(batch.Rows[3].Digest, rest.Rows[0].Digest);
    }

    [Fact]
    public void Pick_Result_OutlivesTheBatchItIsOf()
    {
        Batch batch = Contacts.Batch(5, 1, 2);
        using Batch rest = batch.Pick([1], Contacts.Envelope);
        Assert.False(batch.IsDisposed);
        batch.Dispose();
        Assert.True(batch.IsDisposed);
        using Batch other = Contacts.Batch(6, 7, 8);
        Assert.Equal([Contacts.Email(2)], Contacts.Emails(rest));
    }

    private static int BodyLength(params string[] phones)
    {
        using BatchBuilder builder = Contacts.Builder();
        for (int i = 0; i < phones.Length; i++)
            builder.Add(i + 1, phones[i]);
        return builder.Complete().Single().Body.Count;
    }

    private static List<Batch> Fill(BatchBuilder builder, int rows)
    {
        using (builder)
        {
            List<Batch> batches = [];
            for (int number = 1; number <= rows; number++)
            {
                Assert.True(builder.Add(number));
                if (builder.TakeReady() is Batch ready)
                    batches.Add(ready);
            }

            batches.AddRange(builder.Complete());
            return batches;
        }
    }

    private static void AddRows(BatchBuilder builder, int first, int last)
    {
        for (int number = first; number <= last; number++)
            Assert.True(builder.Add(number, number.ToString(CultureInfo.InvariantCulture)));
    }
}
