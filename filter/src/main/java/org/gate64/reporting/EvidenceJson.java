package org.gate64.reporting;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dmarc.DmarcPolicy;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.net.DomainName;

/** Evidence as the JSON object {@code evidence}: every field of every result. */
final class EvidenceJson {

  private final JsonGenerator json;

  EvidenceJson(JsonGenerator json) {
    this.json = json;
  }

  /** What is known of a client whose message was not seen. */
  void write(FcrdnsResult fcrdns) throws IOException {
    json.writeObjectFieldStart("evidence");
    writeFcrdns(fcrdns);
    json.writeEndObject();
  }

  void write(Evidence evidence) throws IOException {
    json.writeObjectFieldStart("evidence");
    writeFcrdns(evidence.fcrdns());
    writeSpf("spf", evidence.spf());
    if (evidence.helo().isPresent()) {
      writeSpf("helo", evidence.helo().get());
    }
    json.writeArrayFieldStart("dkim");
    for (DkimResult result : evidence.dkim()) {
      writeDkim(result);
    }
    json.writeEndArray();
    writeAuthor(evidence.author());
    writeDmarc(evidence.dmarc());
    if (evidence.content().isPresent()) {
      json.writeStringField("content", evidence.content().get().keyword());
    }
    json.writeEndObject();
  }

  private void writeFcrdns(FcrdnsResult fcrdns) throws IOException {
    json.writeObjectFieldStart("fcrdns");
    json.writeStringField("result", EvidenceWords.fcrdns(fcrdns));
    if (fcrdns instanceof FcrdnsResult.Confirmed confirmed) {
      json.writeStringField("name", confirmed.name().toString());
    } else if (fcrdns instanceof FcrdnsResult.Unconfirmed unconfirmed) {
      json.writeArrayFieldStart("names");
      for (DomainName name : unconfirmed.names()) {
        json.writeString(name.toString());
      }
      json.writeEndArray();
    } else if (fcrdns instanceof FcrdnsResult.Unavailable unavailable) {
      writeText("detail", unavailable.detail());
    }
    json.writeEndObject();
  }

  private void writeSpf(String field, SpfResult spf) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("result", spf.status().keyword());
    json.writeStringField(
        "identity", spf.identity().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    writeDomain(spf.domain());
    writeText("mailbox", spf.mailbox());
    writeText("detail", spf.detail());
    json.writeEndObject();
  }

  private void writeDkim(DkimResult dkim) throws IOException {
    json.writeStartObject();
    json.writeStringField("result", dkim.status().keyword());
    writeDomain(dkim.domain());
    writeText("selector", dkim.selector());
    writeText("algorithm", dkim.algorithm());
    writeText("signature", dkim.signaturePrefix());
    writeText("detail", dkim.detail());
    json.writeEndObject();
  }

  private void writeAuthor(Author author) throws IOException {
    json.writeObjectFieldStart("author");
    if (author instanceof Author.Known known) {
      json.writeStringField("result", "known");
      json.writeStringField("domain", known.domain().toString());
      if (known.domains().size() > 1) {
        json.writeArrayFieldStart("others");
        for (DomainName other : known.domains().stream().skip(1).toList()) {
          json.writeString(other.toString());
        }
        json.writeEndArray();
      }
    } else if (author instanceof Author.Malformed malformed) {
      json.writeStringField("result", "malformed");
      writeText("detail", malformed.detail());
    }
    json.writeEndObject();
  }

  private void writeDmarc(DmarcResult dmarc) throws IOException {
    json.writeObjectFieldStart("dmarc");
    json.writeStringField("result", dmarc.status().keyword());
    writeDomain(dmarc.author());
    if (dmarc.policy().isPresent()) {
      DmarcPolicy policy = dmarc.policy().get();
      json.writeObjectFieldStart("policy");
      json.writeStringField("domain", policy.domain().toString());
      json.writeStringField("published", policy.published().keyword());
      json.writeStringField("applicable", policy.applicable().keyword());
      json.writeEndObject();
    }
    json.writeStringField("alignment", dmarc.alignment().keyword());
    writeText("detail", dmarc.detail());
    json.writeEndObject();
  }

  private void writeDomain(Optional<DomainName> domain) throws IOException {
    if (domain.isPresent()) {
      json.writeStringField("domain", domain.get().toString());
    }
  }

  private void writeText(String field, String text) throws IOException {
    json.writeStringField(field, JsonLine.bounded(text));
  }
}
