using System;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class ImportAnswerReaderTests
{
    [Theory]
    [InlineData(200, """{"Success":1,"queued_contacts":250,"batchId":"2f0c","message":"Contact import queued"}""")]
    [InlineData(200, """{"success":1,"queued_contacts":250,"batchId":"2f0c","message":"Contact import queued"}""")]
    [InlineData(201, """{"success":5,"batchId":"2f0c","message":"Contact import queued"}""")]
    [InlineData(200, """{"success":"1","batchId":"2f0c","message":"Contact import queued"}""")]
    [InlineData(200, """{"success":true,"batch_id":"2f0c","message":"Contact import queued","extra":{"a":[1]}}""")]
    public void Read_Queued_IsAcceptedWithItsHandle(int status, string body)
    {
        ImportAnswer answer = Read(status, body);
        Assert.Equal(ImportVerdict.Accepted, answer.Verdict);
        Assert.Equal("2f0c", answer.BatchId);
        Assert.Equal("Contact import queued", answer.Message);
        Assert.Empty(answer.Named);
    }

    [Fact]
    public void Read_HandleAsNumber_IsItsText() => Assert.Equal("77", Read(200, """{"success":1,"batchId":77}""").BatchId);

    [Theory]
    [InlineData("""{"success":0,"message":"JSON payload did not pass validation.","failureReasons":[{"contact":2,"failureReason":"Field 'email' not found"},{"contact":"230","failureReason":"bad"}]}""")]
    [InlineData("""{"Success":0,"message":"JSON payload did not pass validation.","failure Reasons":[{"contact":2,"failureReason":"Field 'email' not found"},{"contact":230,"failureReason":"bad"}]}""")]
    [InlineData("""{"message":"JSON payload did not pass validation.","failure_reasons":[{"contact":2,"failureReason":"Field 'email' not found"},{"contact":230,"failureReason":"bad"}]}""")]
    public void Read_NamedContacts_AreRowsRefused(string body)
    {
        ImportAnswer answer = Read(400, body);
        Assert.Equal(ImportVerdict.RowsRefused, answer.Verdict);
        Assert.Null(answer.BatchId);
        Assert.Equal([new NamedRefusal(2, "Field 'email' not found"), new NamedRefusal(230, "bad")], answer.Named);
        Assert.StartsWith("JSON payload did not pass validation.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NamedWithStatus200_IsRowsRefusedToo() =>
        Assert.Equal(ImportVerdict.RowsRefused, Read(200, """{"success":0,"failureReasons":[{"contact":1,"failureReason":"x"}]}""").Verdict);

    [Fact]
    public void Read_NamedThatSpeaksOfRate_IsStillRowsRefused() =>
        Assert.Equal(ImportVerdict.RowsRefused, Read(400, """{"success":0,"message":"Rate limit","failureReasons":[{"contact":1,"failureReason":"x"}]}""").Verdict);

    [Theory]
    [InlineData("""{"success":0,"message":"Rate limit exceeded.","failureReasons":["Up to 100 imports may be requested per minute."]}""")]
    [InlineData("""{"success":0,"message":"","failure Reasons":["Up to 20 imports may be requested per minute."]}""")]
    [InlineData("""{"success":0,"message":"RATE LIMIT EXCEEDED"}""")]
    [InlineData("""{"success":0,"failureReasons":"The rate was exceeded"}""")]
    public void Read_TextsOnRate_IsRateRefused(string body) => Assert.Equal(ImportVerdict.RateRefused, Read(400, body).Verdict);

    [Theory]
    [InlineData("Could not generate the import.")]
    [InlineData("The operation failed.")]
    [InlineData("Separate the values.")]
    public void Read_WordsThatHoldRate_AreNoRateRefusal(string message) =>
        Assert.Equal(ImportVerdict.Refused, Read(400, $$"""{"success":0,"message":"{{message}}"}""").Verdict);

    [Theory]
    [InlineData("""{"success":0,"message":"Maximum of 250 contacts"}""")]
    [InlineData("""{"success":0,"failureReasons":["The payload is larger than 400000 bytes"]}""")]
    [InlineData("""{"success":0,"message":"Request too large"}""")]
    public void Read_TextsOnSize_IsSizeRefused(string body) => Assert.Equal(ImportVerdict.SizeRefused, Read(400, body).Verdict);

    [Theory]
    [InlineData("Up to 10 tags may be given for a contact.")]
    [InlineData("The maximum length of a field is 255.")]
    [InlineData("Too many tags, and a batch size that nobody allows.")]
    [InlineData("Contact 250 is not valid.")]
    [InlineData("Your account has too many contacts.")]
    [InlineData("Your plan allows 1,250 contacts.")]
    [InlineData("Your plan allows 1250 contacts.")]
    [InlineData("No more contacts may be imported this month.")]
    public void Read_OtherLimits_AreRefusedAsTheyStand(string message) =>
        Assert.Equal((ImportVerdict.Refused, message), (Read(400, $$"""{"success":0,"message":"{{message}}"}""").Verdict, Read(400, $$"""{"success":0,"message":"{{message}}"}""").Message));

    [Theory]
    [InlineData("")]
    [InlineData("<html>413</html>")]
    [InlineData("""{"message":"Rate limit"}""")]
    public void Read_Status413_IsSizeRefusedWhateverTheBody(string body) => Assert.Equal(ImportVerdict.SizeRefused, Read(413, body).Verdict);

    [Theory]
    [InlineData(400, """{"success":0,"message":"Nope","failureReasons":["Invalid or unparsable json"]}""", "Nope Invalid or unparsable json")]
    [InlineData(400, """{"message":["Invalid or unparsable json"]}""", "Invalid or unparsable json")]
    [InlineData(422, """{"message":"Nope"}""", "Nope")]
    [InlineData(404, """{"message":"No such route"}""", "No such route")]
    [InlineData(200, """{"success":0,"message":"Nope"}""", "Nope")]
    [InlineData(200, """{"success":0,"batchId":"2f0c","message":"Nope"}""", "Nope")]
    [InlineData(400, "{}", "")]
    [InlineData(400, "", "")]
    [InlineData(400, "<html>Bad request</html>", "")]
    [InlineData(400, "[]", "")]
    public void Read_OtherRefusal_IsRefused(int status, string body, string message)
    {
        ImportAnswer answer = Read(status, body);
        Assert.Equal(ImportVerdict.Refused, answer.Verdict);
        Assert.Null(answer.BatchId);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>queued</html>")]
    [InlineData(200, """{"Success":1,"queued_contacts":250,"batchId":"2f0""")]
    [InlineData(200, """{"Success":1,"queued_contacts":250}""")]
    [InlineData(200, """{"Success":1,"batchId":""}""")]
    [InlineData(200, """{"batchId":"2f0c"}""")]
    [InlineData(200, "[1]")]
    [InlineData(200, "null")]
    [InlineData(500, """{"success":0,"message":"Rate limit exceeded."}""")]
    [InlineData(502, "<html></html>")]
    [InlineData(302, "")]
    [InlineData(400, """{"success":0,"message":"Rate limit exc""")]
    [InlineData(400, """{"success":0,"failureReasons":[{"contact":1,"fail""")]
    public void Read_NoClearWord_IsUnreadable(int status, string body)
    {
        ImportAnswer answer = Read(status, body);
        Assert.Equal(ImportVerdict.Unreadable, answer.Verdict);
        Assert.Null(answer.BatchId);
    }

    [Theory]
    [InlineData(200, ImportVerdict.Accepted)]
    [InlineData(400, ImportVerdict.Refused)]
    public void Read_TextInAnotherEncoding_DoesNotHideTheRest(int status, ImportVerdict verdict)
    {
        byte[] body = Encoding.Latin1.GetBytes($$"""{"success":{{(status == 200 ? 1 : 0)}},"message":"é queued","batchId":"2f0c"}""");
        ImportAnswer answer = ImportAnswerReader.Read(status, body);
        Assert.Equal(verdict, answer.Verdict);
        Assert.Equal(status == 200 ? "2f0c" : null, answer.BatchId);
    }

    private static ImportAnswer Read(int status, string body) => ImportAnswerReader.Read(status, Encoding.UTF8.GetBytes(body));
}
