using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

public sealed class StoredContactTests
{
    // Who came back keeps the date of having left.
    [Theory]
    [InlineData("\"permission_to_send\":\"unsubscribed\"", true)]
    [InlineData("\"permission_to_send\":\"explicit\",\"opt_out_date\":\"2025-01-01T00:00:00Z\"", false)]
    [InlineData("\"opt_out_date\":\"2025-01-01T00:00:00Z\"", true)]
    [InlineData("\"permission_to_send\":\"implicit\"", false)]
    public void Contact_HasLeft_AsItsPermissionSays(string address, bool hasLeft) => Assert.Equal(hasLeft, Read("\"email_address\":{\"address\":\"a@example.com\"," + address + "}").HasLeft);

    [Theory]
    [InlineData("first_name", "Ada", "\"first_name\":\"ADA \"", true)]
    [InlineData("first_name", "Ada", "\"first_name\":\"Bob\"", false)]
    [InlineData("first_name", "Ada", "\"last_name\":\"Ada\"", false)]
    [InlineData("birthday_month", "2", "\"birthday_month\":2", true)]
    [InlineData("anniversary", "2020-01-31", "\"anniversary\":\"01/31/2020\"", true)]
    [InlineData("mobile_phone", "+1 555 0100", "\"phone_numbers\":[{\"phone_number\":\"(1) 555-0100\",\"kind\":\"mobile\"}]", true)]
    [InlineData("city", "Bath", "\"street_addresses\":[{\"kind\":\"home\",\"city\":\"Bath\"}]", true)]
    [InlineData("work_zip", "01", "\"street_addresses\":[{\"kind\":\"work\",\"postal_code\":\"01\"}]", true)]
    [InlineData("work_zip", "01", "\"street_addresses\":[{\"kind\":\"home\",\"postal_code\":\"01\"}]", false)]
    [InlineData("cf:points", "12.50", "\"custom_fields\":[{\"custom_field_id\":\"f3\",\"value\":\"12.5\"}]", true)]
    [InlineData("cf:joined", "2026-01-31", "\"custom_fields\":[{\"custom_field_id\":\"f2\",\"value\":\"01/31/2026\"}]", true)]
    [InlineData("cf:joined", "2026-01-31", "\"custom_fields\":[]", false)]
    public void Value_AsItIsKept_IsComparedWithWhatWasSent(string key, string sent, string kept, bool isThere)
    {
        ImportComparison comparison = new(CCRows.Fields, ["l1"]);
        IReadOnlyList<string> missing = comparison.Missing([new KeyValuePair<string, string>(key, sent)], Read(kept + ",\"list_memberships\":[\"L1\"]"));
        Assert.Equal(isThere, missing.Count == 0);
        Assert.DoesNotContain(missing, part => part.Contains(sent));
    }

    private static StoredContact Read(string members)
    {
        using JsonDocument item = JsonDocument.Parse("{\"contact_id\":\"c1\"," + members + "}");
        return StoredContact.Read(item.RootElement);
    }
}
