using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Prazo.Engine;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>XES (IEEE 1849): a trace is a ticket, its attributes the first fields; an event's concept:name is the activity, time:timestamp the instant, org:resource the agent.</summary>
internal sealed class XesImport
{
    /// <summary>What common activity names of help-desk logs mean when no mapping says so. Any other becomes a change of the field <c>activity</c>.</summary>
    private static readonly ImmutableDictionary<string, EventSpec> Activities = new Dictionary<string, EventSpec>(StringComparer.OrdinalIgnoreCase)
    {
        ["created"] = EventSpec.Created, ["create"] = EventSpec.Created, ["create ticket"] = EventSpec.Created, ["opened"] = EventSpec.Created, ["open"] = EventSpec.Status("open"), ["registered"] = EventSpec.Created, ["insert ticket"] = EventSpec.Created,
        ["accepted"] = new("accepted"), ["accept"] = new("accepted"), ["take in charge ticket"] = new("accepted"), ["reply"] = EventSpec.Reply, ["first response"] = EventSpec.Reply,
        ["wait"] = EventSpec.Status("waiting-customer"), ["waiting for customer"] = EventSpec.Status("waiting-customer"),
        ["resolve"] = EventSpec.Status("resolved"), ["resolved"] = EventSpec.Status("resolved"), ["resolve ticket"] = EventSpec.Status("resolved"), ["completed"] = EventSpec.Status("resolved"),
        ["close"] = EventSpec.Status("closed"), ["closed"] = EventSpec.Status("closed"), ["close ticket"] = EventSpec.Status("closed"), ["reopen"] = EventSpec.Status("open"), ["reopened"] = EventSpec.Status("open"),
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    public static EventSpec? DefaultFor(string activity) => Activities.GetValueOrDefault(activity);

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true, MaxCharactersFromEntities = 1 << 16, CloseInput = false };

    private readonly string _file;
    private readonly Timeline _timeline;
    private readonly ImportLog _log;
    private readonly ActivityBook _activities;
    private readonly DateReader _dates;
    private readonly int _source;
    private readonly Dictionary<string, FieldReader> _fields = new(StringComparer.Ordinal);
    private readonly Mapping _mapping;
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    public XesImport(string file, Mapping? mapping, ZoneMap? zone, Timeline timeline, ImportLog log)
    {
        (_file, _timeline, _log) = (file, timeline, log);
        _mapping = mapping ?? new Mapping(RowKind.Event);
        _activities = mapping is { Activities.IsEmpty: false } || mapping?.ElseActivity is not null
            ? new(mapping.Activities, mapping.ElseActivity, timeline.Builder)
            : new(Activities, new EventSpec("field", "activity"), timeline.Builder);
        var missing = new MissingValues(_mapping.Missing);
        _dates = new("time:timestamp", [.. _mapping.Dates.Append("iso").Distinct().Select(d => DatePattern.Parse(d, out _)).OfType<DatePattern>()], zone, missing);
        _source = timeline.Source(file);
    }

    public void Read(Stream content)
    {
        using var xml = XmlReader.Create(content, Settings);
        var line = (IXmlLineInfo)xml;
        try
        {
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "log")
            {
                _log.Error("not-xes", new Position(_file, line.LineNumber, line.LinePosition), "", $"the document is <{xml.LocalName}>, not an XES <log>", "export as XES, CSV or JSON Lines");
                return;
            }
            var trace = 0;
            while (xml.Read())
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "trace")
                    ReadTrace(xml, ++trace);
        }
        catch (XmlException e)
        {
            _log.Error("bad-xml", new Position(_file, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition)), "", "the XML breaks off or is broken here: " + e.Message, "what came before is taken; export the file again");
        }
        catch (ArgumentOutOfRangeException)
        {
            // The reader miscounts its buffer when a declaration names an encoding that the bytes are not in.
            _log.Error("bad-xml", new Position(_file, Math.Max(1, line.LineNumber), Math.Max(1, line.LinePosition)), "", "the XML is not in the encoding that it declares", "what came before is taken; export the file again as UTF-8");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _log.Error("cut-off", new Position(_file, line.LineNumber, 1), "", "the file breaks off: " + e.Message, "copy or export the file again; what came before is taken");
        }
    }

    private void ReadTrace(XmlReader xml, int number)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        // Attributes may stand after the events: the events of one trace wait until its end.
        var pending = new List<(long Line, Dictionary<string, string> Attributes)>();
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "event")
            {
                var line = ((IXmlLineInfo)xml).LineNumber;
                _attributes.Clear();
                ReadAttributes(xml);
                pending.Add((line, new(_attributes, StringComparer.Ordinal)));
            }
            else if (xml.Depth == depth + 1 && xml.GetAttribute("key") is { } key && xml.GetAttribute("value") is { } value)
            {
                attributes[key] = value;
            }
        }
        var id = attributes.GetValueOrDefault("concept:name") ?? string.Create(CultureInfo.InvariantCulture, $"trace-{number}");
        var first = Earliest(pending);
        for (var i = 0; i < pending.Count; i++)
            ReadEvent(id, pending[i].Line, pending[i].Attributes, i == first ? attributes : null);
    }

    // The trace's attributes are the ticket's first fields, so they go with the event that comes first in time.
    private int Earliest(List<(long Line, Dictionary<string, string> Attributes)> events)
    {
        var (first, earliest) = (0, long.MaxValue);
        for (var i = 0; i < events.Count; i++)
            if (_dates.Read(Encoding.UTF8.GetBytes(events[i].Attributes.GetValueOrDefault("time:timestamp") ?? ""), events[i].Line, out var at) == DateOutcome.Read && at < earliest)
                (first, earliest) = (i, at);
        return first;
    }

    private void ReadAttributes(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1 && xml.GetAttribute("key") is { } key && xml.GetAttribute("value") is { } value)
                _attributes[key] = value;
    }

    private void ReadEvent(string ticket, long line, Dictionary<string, string> attributes, Dictionary<string, string>? ofTrace)
    {
        _log.Rows++;
        var mark = _timeline.Mark;
        var reason = Take(ticket, line, attributes, ofTrace, mark);
        if (reason is null)
            return;
        _timeline.Forget(mark);
        _log.Reject(reason.Value, _file, line, 1, $"ticket {ticket}: " + string.Join(", ", attributes.Select(a => $"{a.Key}={a.Value}")));
    }

    private Reason? Take(string ticket, long line, Dictionary<string, string> attributes, Dictionary<string, string>? ofTrace, int mark)
    {
        var time = Encoding.UTF8.GetBytes(attributes.GetValueOrDefault("time:timestamp") ?? "");
        var outcome = _dates.Read(time, line, out var at);
        if (outcome != DateOutcome.Read)
            return outcome == DateOutcome.Missing ? new("no-time", "time:timestamp", "the event has no time:timestamp") : _dates.Reason(outcome, time);
        foreach (var (key, value) in ofTrace ?? [])
            if (key != "concept:name" && State(FieldOf(key), value, line) is { } bad)
                return bad;
        var agent = attributes.GetValueOrDefault("org:resource") ?? "";
        if (agent.Length > 0 && State("agent", agent, line) is { } badAgent)
            return badAgent;
        foreach (var (key, value) in attributes)
            if (key is not ("concept:name" or "time:timestamp" or "org:resource" or "lifecycle:transition") && State(FieldOf(key), value, line) is { } bad)
                return bad;
        var activity = attributes.GetValueOrDefault("concept:name") ?? "";
        var lifecycle = attributes.GetValueOrDefault("lifecycle:transition") ?? "complete";
        // "activity+lifecycle" is looked up first, so that a mapping can tell the start of an activity from its end.
        var codes = (_mapping.Activities.ContainsKey($"{activity}+{lifecycle}") ? _activities.Find(Encoding.UTF8.GetBytes($"{activity}+{lifecycle}")) : null) ?? _activities.Find(Encoding.UTF8.GetBytes(activity));
        if (codes is null)
            return new("unknown-activity", "concept:name", $"'{activity}' is not in the mapping's events", "add it under `events:`, or say what to do with others: `else: ignore`");
        if (codes.Spec is { Kind: "field", Field: null })
            return new("unmapped-column", "concept:name", "in XES an activity has no field column", "write field=value for it");
        var code = codes.Spec.Kind == "ignore" ? -1 : codes.For(_timeline.Builder.Value(agent), _timeline.Builder.Value(activity));
        var hash = Utf8Index.Hash(Encoding.UTF8.GetBytes(string.Join('\u001f', attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Key + '\u001e' + a.Value))));
        _timeline.Add(new TimelineRow(_timeline.Ticket(Encoding.UTF8.GetBytes(ticket)), at, code, line, hash, _source) { Id = attributes.GetValueOrDefault("identity:id") ?? "" }, mark);
        return null;
    }

    private static string FieldOf(string key) => key switch { "org:group" or "org:role" => "team", _ => Headers.FieldName(key) };

    private Reason? State(string field, string value, long line)
    {
        if (!_fields.TryGetValue(field, out var reader))
            _fields[field] = reader = new FieldReader(field, field, _mapping.Values.GetValueOrDefault(field), _mapping.Unknown, null, new MissingValues(_mapping.Missing), _timeline.Builder, int.MaxValue);
        var code = reader.Read(Encoding.UTF8.GetBytes(value), line, out var reason);
        if (code < 0)
            return reason;
        if (reason is { } doubt)
            _log.Warn(doubt, _file, line, 1);
        _timeline.State(reader.BuilderColumn, field, code);
        return null;
    }
}
