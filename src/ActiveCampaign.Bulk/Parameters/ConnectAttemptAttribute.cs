using System;
using System.Management.Automation;
using System.Security;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Notes that somebody tries to connect as soon as a parameter is bound, so that an attempt which ends while parameters are
/// bound counts as a failed one too. A key and an address that are none are bound all the same: the command says so.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectAttemptAttribute : ArgumentTransformationAttribute
{
    private readonly ServiceKind _service;

    public ConnectAttemptAttribute(ServiceKind service)
    {
        _service = service;
    }

    /// <summary>Stands for a key that came as plain text.</summary>
    public static SecureString PlainText { get; } = new();

    /// <summary>Whether the parameter is the name of the connection.</summary>
    public bool IsName { get; set; }

    /// <summary>Whether the parameter is the key.</summary>
    public bool IsToken { get; set; }

    /// <summary>Whether the parameter is a text of another kind.</summary>
    public bool IsText { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        SessionTable.Of(_service).Begin(IsName ? value as string : null);
        if (IsToken && value is string)
            return PlainText;
        return value is string text && !IsName && !IsToken && !IsText ? Address(text) : inputData;
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : new Uri("none:");
}
