using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Governance.Ledger;

/// <summary>Which members a canonical form leaves out.</summary>
internal enum Leaving
{
    Nothing,

    /// <summary>The member <c>c</c> of every object that has a member <c>_sd</c>.</summary>
    Ciphertexts,

    /// <summary>The member <c>seal</c> of the outermost object.</summary>
    TheSeal,
}

/// <summary>
/// One pass over a JSON text: each member is written where the buffer stands, and an object whose names did not come in order
/// (RFC 8785 section 3.2.3) has its members put in order when it ends. The buffers are rented; dispose of the form.
/// </summary>
internal ref struct CanonicalForm
{
    /// <summary>One written member: its unescaped name within the names, its text within the output, and where the name stood in the input.</summary>
    private readonly record struct Member(int Name, int NameLength, int Text, int TextLength, int At);

    private readonly Leaving _leaving;
    private Utf8JsonReader _reader;
    private Utf8Buffer _out, _names;
    private Member[] _members;
    private int _count;

    public CanonicalForm(ReadOnlySpan<byte> json, Leaving leaving)
    {
        _leaving = leaving;
        _out = new Utf8Buffer(Math.Max(256, json.Length + 16));
        _names = new Utf8Buffer(256);
        _members = ArrayPool<Member>.Shared.Rent(32);
        try
        {
            Write(json);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The canonical form, valid until the form is disposed of.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _out.Written;

    public void Dispose()
    {
        _out.Dispose();
        _names.Dispose();
        if (_members.Length > 0) ArrayPool<Member>.Shared.Return(_members);
        _members = [];
    }

    private void Write(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth + 2 });
        try
        {
            // The reader looks at structure only; without this, broken UTF-8 inside a text would pass.
            if (!Utf8.IsValid(json)) throw new CanonicalFault(CanonicalJsonReason.NotJson, 0);
            _reader.Read();
            Value();
            if (_reader.Read()) throw new CanonicalFault(CanonicalJsonReason.NotJson, (int)_reader.TokenStartIndex);
        }
        catch (CanonicalFault fault)
        {
            throw new CanonicalJsonException(fault.Reason, JsonPointer.At(json, fault.At));
        }
        catch (JsonException)
        {
            throw new CanonicalJsonException(CanonicalJsonReason.NotJson, JsonPointer.At(json, (int)_reader.BytesConsumed));
        }
    }

    private void Value()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject: Object(); break;
            case JsonTokenType.StartArray: Array(); break;
            case JsonTokenType.String: Text(); break;
            case JsonTokenType.Number:
                if (!CanonicalNumber.TryWrite(_reader.ValueSpan, ref _out)) throw Fault(CanonicalJsonReason.InexactNumber);
                break;
            default: _out.Add(_reader.ValueSpan); break;
        }
    }

    private void Array()
    {
        Deeper();
        _out.Add((byte)'[');
        for (var first = true; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first) _out.Add((byte)',');
            Value();
        }
        _out.Add((byte)']');
    }

    private void Object()
    {
        Deeper();
        var outermost = _reader.CurrentDepth == 0;
        var (firstMember, firstName, ordered) = (_count, _names.Length, true);
        _out.Add((byte)'{');
        var start = _out.Length;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Name();
            var previous = _count - 1;
            var text = _out.Length;
            CanonicalText.Write(_names.Written.Slice(name.Name, name.NameLength), ref _out);
            _out.Add((byte)':');
            _reader.Read();
            Value();
            Remember(name with { Text = text, TextLength = _out.Length - text });
            if (previous >= firstMember && ordered) ordered = Compare(_members[previous], _members[_count - 1]) < 0;
            _out.Add((byte)',');
        }
        var kept = _members.AsSpan(firstMember, _count - firstMember);
        if (!ordered) kept = InOrder(kept);
        var left = Left(kept, outermost);
        if (!ordered || left >= 0) Rewrite(kept, left, start);
        if (_out.Length > start) _out.Shorten(_out.Length - 1);
        _out.Add((byte)'}');
        _count = firstMember;
        _names.Shorten(firstName);
    }

    private void Deeper()
    {
        if (_reader.CurrentDepth >= CanonicalJson.MaxDepth) throw Fault(CanonicalJsonReason.TooDeep);
    }

    private void Text()
    {
        if (!_reader.ValueIsEscaped)
        {
            // What needed no escape on the way in needs none on the way out.
            _out.Add((byte)'"');
            _out.Add(_reader.ValueSpan);
            _out.Add((byte)'"');
            return;
        }
        var scratch = _names.Length;
        Unescape();
        CanonicalText.Write(_names.Written[scratch..], ref _out);
        _names.Shorten(scratch);
    }

    private Member Name()
    {
        var start = _names.Length;
        Unescape();
        return new Member(start, _names.Length - start, 0, 0, (int)_reader.TokenStartIndex);
    }

    private void Unescape()
    {
        if (!_reader.ValueIsEscaped) _names.Add(_reader.ValueSpan);
        else if (CanonicalText.Unescape(_reader.ValueSpan, ref _names) is { } reason) throw Fault(reason);
    }

    private void Remember(Member member)
    {
        if (_count == _members.Length)
        {
            var larger = ArrayPool<Member>.Shared.Rent(_members.Length * 2);
            _members.CopyTo(larger, 0);
            ArrayPool<Member>.Shared.Return(_members);
            _members = larger;
        }
        _members[_count++] = member;
    }

    private readonly Span<Member> InOrder(Span<Member> members)
    {
        // Objects of events are small and nearly in order; a large one goes through the library's sort.
        if (members.Length > 32) Sort(members);
        else
        {
            for (var i = 1; i < members.Length; i++)
            {
                var member = members[i];
                var j = i - 1;
                for (; j >= 0 && Compare(members[j], member) > 0; j--) members[j + 1] = members[j];
                members[j + 1] = member;
            }
        }
        for (var i = 1; i < members.Length; i++)
        {
            if (Compare(members[i - 1], members[i]) == 0)
                throw new CanonicalFault(CanonicalJsonReason.DuplicateKey, Math.Max(members[i - 1].At, members[i].At));
        }
        return members;
    }

    private readonly void Sort(Span<Member> members)
    {
        var names = _names.Array;
        members.Sort((x, y) => CanonicalText.Compare(names.AsSpan(x.Name, x.NameLength), names.AsSpan(y.Name, y.NameLength)));
    }

    private readonly int Compare(Member x, Member y) => CanonicalText.Compare(NameOf(x), NameOf(y));

    private readonly ReadOnlySpan<byte> NameOf(Member member) => _names.Written.Slice(member.Name, member.NameLength);

    /// <summary>The index of the member that is left out, or -1.</summary>
    private readonly int Left(ReadOnlySpan<Member> members, bool outermost) => _leaving switch
    {
        Leaving.Ciphertexts when IndexOf(members, "_sd"u8) >= 0 => IndexOf(members, "c"u8),
        Leaving.TheSeal when outermost => IndexOf(members, "seal"u8),
        _ => -1,
    };

    private readonly int IndexOf(ReadOnlySpan<Member> members, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (NameOf(members[i]).SequenceEqual(name)) return i;
        }
        return -1;
    }

    private void Rewrite(ReadOnlySpan<Member> members, int left, int start)
    {
        var old = _out.Written[start..];
        var copy = ArrayPool<byte>.Shared.Rent(old.Length);
        old.CopyTo(copy);
        _out.Shorten(start);
        for (var i = 0; i < members.Length; i++)
        {
            if (i == left) continue;
            _out.Add(copy.AsSpan(members[i].Text - start, members[i].TextLength));
            _out.Add((byte)',');
        }
        ArrayPool<byte>.Shared.Return(copy);
    }

    private readonly CanonicalFault Fault(CanonicalJsonReason reason) => new(reason, (int)_reader.TokenStartIndex);
}

/// <summary>What is wrong and at which byte; its way from the root is worked out only then.</summary>
internal sealed class CanonicalFault(CanonicalJsonReason reason, int at) : Exception
{
    public CanonicalJsonReason Reason { get; } = reason;

    public int At { get; } = at;
}
