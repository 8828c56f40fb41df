using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// The note properties of a custom object, where it has no others. Listing PSObject.Properties makes PowerShell build
/// hidden members for each object, which takes ten times as long as reading its values; the members that were added to an
/// object are at hand, but not public. Where PowerShell does not show them, or an object may have more, there is nothing
/// here and its properties are to be listed.
/// </summary>
internal sealed class OwnProperties
{
    private static readonly Func<PSObject, IEnumerable<PSMemberInfo>>? s_members = Getter<IEnumerable<PSMemberInfo>>("InstanceMembers");
    private static readonly Func<PSObject, Collection<string>>? s_types = Getter<Collection<string>>("InternalTypeNames");

    private Collection<string>? _plain;

    /// <summary>The members of an object that are all it has, beside hidden ones; null where that is not known.</summary>
    public IEnumerable<PSMemberInfo>? Of(PSObject input) =>
        s_members is not null && s_types is not null && IsPlain(input, s_types(input)) ? s_members(input) : null;

    // What objects of one type have beside their own members comes from type data, or with those of another process.
    private bool IsPlain(PSObject input, Collection<string> types)
    {
        if (ReferenceEquals(types, _plain) || (_plain is not null && types.SequenceEqual(_plain)))
            return true;
        if (types.Count > 0 && types[0].StartsWith("Deserialized.", StringComparison.Ordinal))
            return false;
        HashSet<string> own = new(s_members!(input).Select(member => member.Name), StringComparer.OrdinalIgnoreCase);
        if (!input.Properties.All(property => own.Contains(property.Name)))
            return false;
        _plain = types;
        return true;
    }

    private static Func<PSObject, T>? Getter<T>(string name)
    {
        MethodInfo? getter = typeof(PSObject).GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetGetMethod(nonPublic: true);
        return getter is not null && typeof(T).IsAssignableFrom(getter.ReturnType) ? (Func<PSObject, T>)Delegate.CreateDelegate(typeof(Func<PSObject, T>), getter) : null;
    }
}
