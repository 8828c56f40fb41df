using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

/// <summary>Rows that share a contact, in every way a batch is handled.</summary>
public sealed class MergingTests
{
    private readonly AddressBook _book = new();

    [Fact]
    public void Add_SameAddressAgain_IsLeftToTheCaller()
    {
        using BatchBuilder builder = Builder();
        Assert.Equal(RowPlace.Added, Add(builder, 1, "a@example.com"));
        Assert.Equal(RowPlace.Added, Add(builder, 2, "b@example.com"));
        Assert.Equal(RowPlace.AddressTaken, Add(builder, 3, " A@EXAMPLE.com"));
        Assert.Equal([1L, 2], Contacts.Numbers(builder.Complete().Single()));
    }

    [Fact]
    public void Merge_FirstContactGrowsAndShrinks_TheOthersStayWhole()
    {
        using BatchBuilder builder = Builder();
        Add(builder, 1, "a@example.com", "1");
        Add(builder, 2, "b@example.com", "2");
        Add(builder, 3, "c@example.com", "3");
        Assert.True(Merge(builder, 4, "A@example.com", "a much longer phone than before"));
        Assert.True(Merge(builder, 5, "B@example.com", "x"));
        Assert.True(Merge(builder, 6, "a@EXAMPLE.com", "s"));
        Add(builder, 7, "d@example.com", "4");

        Batch batch = builder.Complete().Single();

        Assert.Equal(
            """{"contacts":[{"email":"a@example.com","phone":"s"},{"email":"b@example.com","phone":"x"},{"email":"c@example.com","phone":"3"},{"email":"d@example.com","phone":"4"}]}""",
            Contacts.Text(batch));
        Assert.Equal(4, batch.Contacts);
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], Contacts.Numbers(batch));
        Assert.Equal([0, 1, 2, 0, 1, 0, 3], batch.Rows.Select(row => row.Contact));
        Assert.Equal("""["A@example.com","a much longer phone than before"]""", Contacts.Text(batch.Cells(3)));
        Assert.Equal("""{"email":"a@example.com","phone":"s"}""", Contacts.Text(batch.Contact(5)));
        Assert.Equal(batch.Rows[0].Digest.Address, batch.Rows[5].Digest.Address);
        Assert.NotEqual(batch.Rows[0].Digest.Content, batch.Rows[5].Digest.Content);
    }

    [Fact]
    public void Merge_CountsContactsForTheLimit()
    {
        using BatchBuilder builder = Builder(2);
        Add(builder, 1, "a@example.com");
        Add(builder, 2, "b@example.com");
        Merge(builder, 3, "a@example.com", "3");
        Merge(builder, 4, "b@example.com", "4");
        Assert.Null(builder.TakeReady());
        Add(builder, 5, "c@example.com");
        Add(builder, 6, "d@example.com");
        Assert.Equal([1L, 2, 3, 4], Contacts.Numbers(builder.TakeReady()!));
    }

    [Fact]
    public void Merge_TooLargeForTheBody_IsRefused()
    {
        using BatchBuilder builder = Builder(maxBytes: 120);
        Add(builder, 1, "a@example.com", "1");
        Add(builder, 2, "b@example.com", "2");
        Assert.False(Merge(builder, 3, "a@example.com", new string('x', 60)));
        Assert.True(Merge(builder, 4, "a@example.com", new string('x', 10)));
    }

    [Fact]
    public void Merge_OfAnotherShapeOrHandedOut_IsRefused()
    {
        using BatchBuilder builder = Builder();
        Add(builder, 1, "a@example.com");
        Assert.False(builder.TryMerge(new SourceRow(2, 0, new RowShape(["email"]), ["a@example.com"]), Contacts.Contact("a@example.com"), AddressOf("a@example.com")));
        Assert.True(builder.IsForming(AddressOf("a@example.com")));
        using Batch batch = builder.Complete().Single();
        Assert.False(builder.IsForming(AddressOf("a@example.com")));
        Assert.False(Merge(builder, 3, "a@example.com", "3"));
    }

    [Fact]
    public void Merge_ManyRowsOfOneAddress_HasALimit()
    {
        using BatchBuilder builder = Builder(2);
        Add(builder, 1, "a@example.com");
        int merged = Enumerable.Range(2, 100).TakeWhile(row => Merge(builder, row, "a@example.com", "x")).Count();
        Assert.Equal(39, merged);
    }

    [Fact]
    public void Complete_LoneTail_TakesTheLastContactWithAllItsRows()
    {
        using BatchBuilder builder = Builder(3);
        Add(builder, 1, "a@example.com");
        Add(builder, 2, "b@example.com");
        Add(builder, 3, "c@example.com");
        Merge(builder, 4, "a@example.com", "4");
        Merge(builder, 5, "c@example.com", "5");
        Add(builder, 6, "d@example.com");
        List<Batch> batches = builder.Complete().ToList();

        Assert.Equal(["1,2,4", "3,5,6"], batches.Select(batch => string.Join(",", Contacts.Numbers(batch))));
        Assert.Equal([2, 2], batches.Select(batch => batch.Contacts));
        Assert.Equal(["c@example.com", "d@example.com"], Contacts.Emails(batches[1]));
        Assert.Equal("""["c@example.com","5"]""", Contacts.Text(batches[1].Cells(1)));
        Assert.True(_book.TryGet(batches[1].Rows[0].Digest.Address, out int row));
        Assert.Equal(3, row);
        Assert.Equal("""{"contacts":[{"email":"a@example.com","phone":"4"},{"email":"b@example.com"}]}""", Contacts.Text(batches[0]));
    }

    [Fact]
    public void Pick_RowsThatShare_StillDo()
    {
        using Batch batch = Shared();
        using Batch rest = batch.Pick(batch.RowsOf(contact => contact != 1), Contacts.Envelope);
        Assert.Equal([1L, 3, 4], Contacts.Numbers(rest));
        Assert.Equal(2, rest.Contacts);
        Assert.Equal([0, 1, 0], rest.Rows.Select(row => row.Contact));
        Assert.Equal("""{"contacts":[{"email":"a@example.com","phone":"4"},{"email":"c@example.com","phone":"3"}]}""", Contacts.Text(rest));
        Assert.Equal(Contacts.Text(rest.Contact(0)), Contacts.Text(rest.Contact(2)));
    }

    [Fact]
    public void AddBack_SharedContact_ComesBackWithAllItsRows()
    {
        using Batch batch = Shared();
        using Batch lone = batch.Pick(batch.RowsOf(contact => contact == 0), Contacts.Envelope);
        using BatchBuilder builder = Builder();
        Add(builder, 9, "z@example.com");
        builder.AddBack(lone);
        Batch next = builder.Complete().Single();
        Assert.Equal([9L, 1, 4], Contacts.Numbers(next));
        Assert.Equal(["z@example.com", "a@example.com"], Contacts.Emails(next));
        Assert.True(_book.TryGet(lone.Rows[0].Digest.Address, out int row));
        Assert.Equal(1, row);
    }

    [Fact]
    public async Task Journal_SharedContact_SaysWhichRowsShareIt()
    {
        using Batch batch = Shared();
        using TempJournal temp = new();
        JournaledBatch read;
        using (JournalWriter journal = temp.Create())
        {
            await TempJournal.SendAsync(journal, batch);
            read = journal.ReadBatch(batch.Number)!;
        }

        Assert.Equal([0, 1, 2, 0], read.ContactOf!);
        Assert.Equal([1L, 2, 3, 4], read.RowNumbers);
        Assert.Equal(4, read.Digests.Count);
        Assert.Equal(["a@example.com", "4"], read.Cells[3]);
        using JsonDocument line = JsonDocument.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(temp.Folder, temp.Segments().Single())));
        Assert.Equal(3, line.RootElement.GetProperty("contacts").GetArrayLength());
        Assert.Equal(4, line.RootElement.GetProperty("count").GetInt32());
    }

    private Batch Shared()
    {
        using BatchBuilder builder = Builder();
        Add(builder, 1, "a@example.com", "1");
        Add(builder, 2, "b@example.com", "2");
        Add(builder, 3, "c@example.com", "3");
        Merge(builder, 4, "a@example.com", "4");
        Batch batch = builder.Complete().Single();
        batch.Number = 1;
        return batch;
    }

    private BatchBuilder Builder(int maxContacts = 250, int maxBytes = ServiceLimits.MaxBytes) =>
        new(new BatchLimits(maxContacts, maxBytes, 0), Contacts.Envelope, new RowDigester(Contacts.Key), _book);

    private static RowPlace Add(BatchBuilder builder, long number, string email, string? phone = null) =>
        builder.Add(new SourceRow(number, 0, Contacts.Shape, [email, phone]), Contacts.Contact(email, phone), out _);

    private bool Merge(BatchBuilder builder, long number, string email, string phone)
    {
        Assert.True(_book.TryGet(AddressOf(email), out _));
        return builder.TryMerge(new SourceRow(number, 0, Contacts.Shape, [email, phone]), Contacts.Contact(email, phone), AddressOf(email));
    }

    private static ulong AddressOf(string email)
    {
        using RowDigester digester = new(Contacts.Key);
        return digester.Address(email);
    }
}
