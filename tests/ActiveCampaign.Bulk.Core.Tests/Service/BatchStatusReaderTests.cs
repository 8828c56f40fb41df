using System.Text.Json;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class BatchStatusReaderTests
{
    [Theory]
    [InlineData("false", BatchState.NotKnown, false)]
    [InlineData("true", BatchState.NotKnown, false)]
    [InlineData("null", BatchState.NotKnown, false)]
    [InlineData("\"\"", BatchState.NotKnown, false)]
    [InlineData("\"brandnew\"", BatchState.NotKnown, false)]
    [InlineData("\"NotKnown\"", BatchState.NotKnown, false)]
    [InlineData("3", BatchState.NotKnown, false)]
    [InlineData("\"waiting\"", BatchState.Waiting, false)]
    [InlineData("\"Claimed\"", BatchState.Claimed, false)]
    [InlineData("\"ACTIVE\"", BatchState.Active, false)]
    [InlineData("\" completed \"", BatchState.Completed, true)]
    [InlineData("\"Completed\"", BatchState.Completed, true)]
    [InlineData("\"failed\"", BatchState.Failed, true)]
    [InlineData("\"FAILED\"", BatchState.Failed, true)]
    [InlineData("\"interrupted\"", BatchState.Interrupted, true)]
    public void Read_Status_IsItsState(string status, BatchState state, bool terminal)
    {
        BatchStatus read = Read($$"""{"status":{{status}}}""");
        Assert.Equal(state, read.State);
        Assert.Equal(terminal, read.IsTerminal);
        Assert.Null(read.SuccessIds);
        Assert.Empty(read.FailedEmails);
    }

    [Fact]
    public void Read_Full_HasIdsAndAddresses()
    {
        BatchStatus read = Read("""{"status":"completed","success":["1250",1251],"failure":["bad@example.com",""],"contacts":{"total":3},"note":[1]}""");
        Assert.Equal(["1250", "1251"], read.SuccessIds!);
        Assert.Equal(["bad@example.com"], read.FailedEmails);
    }

    [Fact]
    public void Read_OtherCaseAndOrder_IsTheSame()
    {
        BatchStatus read = Read("""{"Failure":["bad@example.com"],"Success":[],"Status":"completed"}""");
        Assert.Equal(BatchState.Completed, read.State);
        Assert.Empty(read.SuccessIds!);
        Assert.Equal(["bad@example.com"], read.FailedEmails);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"status":"completed","success":null,"failure":null}""")]
    [InlineData("""{"success":1,"failure":0,"status":"completed"}""")]
    public void Read_MissingLists_AreNotGiven(string body)
    {
        BatchStatus read = Read(body);
        Assert.Null(read.SuccessIds);
        Assert.Empty(read.FailedEmails);
    }

    private static BatchStatus Read(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return BatchStatusReader.Read(document.RootElement);
    }
}
