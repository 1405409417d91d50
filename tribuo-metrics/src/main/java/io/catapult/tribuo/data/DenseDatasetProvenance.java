/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import java.util.Map;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;

/** Where a {@link DenseDataset} comes from, and a hash of its numbers. */
public final class DenseDatasetProvenance extends DatasetProvenance {

  private static final long serialVersionUID = 1L;

  private static final String CONTENT_HASH = "content-hash";

  private final HashProvenance contentHash;

  DenseDatasetProvenance(DataProvenance source, DenseDataset<?> dataset, String sha256) {
    super(
        source,
        new ListProvenance<>(),
        DenseDataset.class.getName(),
        true,
        false,
        dataset.size(),
        dataset.width(),
        dataset.getOutputInfo().size());
    this.contentHash = new HashProvenance(HashType.SHA256, CONTENT_HASH, sha256);
  }

  /** Reads it from its fields; called by OLCUT. */
  public DenseDatasetProvenance(Map<String, Provenance> map) {
    super(map);
    this.contentHash =
        ObjectProvenance.checkAndExtractProvenance(
            map, CONTENT_HASH, HashProvenance.class, DenseDatasetProvenance.class.getSimpleName());
  }

  /** SHA-256 of the features as big-endian float32, row by row, and then of the outputs as text. */
  public String getContentHash() {
    return contentHash.getValue();
  }

  @Override
  protected List<Pair<String, Provenance>> allProvenances() {
    List<Pair<String, Provenance>> all = super.allProvenances();
    all.add(new Pair<>(CONTENT_HASH, contentHash));
    return all;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DenseDatasetProvenance other
        && super.equals(o)
        && contentHash.equals(other.contentHash);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + contentHash.hashCode();
  }
}
