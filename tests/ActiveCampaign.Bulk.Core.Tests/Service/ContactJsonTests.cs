using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class ContactJsonTests
{
    [Fact]
    public void Write_AddressOnly_LeavesTheRestOut() =>
        Assert.Equal("""{"email":"a@example.com"}""", Write(Contacts.Contact("a@example.com")));

    [Fact]
    public void Write_EmptyMember_ClearsIt() =>
        Assert.Equal("""{"email":"a@example.com","phone":""}""", Write(Contacts.Contact("a@example.com", "")));

    [Fact]
    public void Write_Full_UsesTheImportersNames()
    {
        ContactRow contact = new()
        {
            Email = "a@example.com",
            FirstName = "A",
            LastName = "B",
            Phone = "1",
            Account = "C",
            Fields = [new FieldValue(1234, "v")],
            Tags = ["t"],
            Subscribe = [1],
            Unsubscribe = [2, 1000],
        };
        Assert.Equal(
            """
            {"email":"a@example.com","first_name":"A","last_name":"B","phone":"1","customer_acct_name":"C","tags":["t"],
            "fields":[{"id":1234,"value":"v"}],"subscribe":[{"listid":1}],"unsubscribe":[{"listid":2},{"listid":1000}]}
            """.ReplaceLineEndings(string.Empty),
            Write(contact));
    }

    private static string Write(ContactRow contact)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ContactJson.Write(writer, contact);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
